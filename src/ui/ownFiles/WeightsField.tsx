/** The field that holds the description of a file of weights: where one is opened, which one a run begins with, and how to begin without it. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { readWeights } from '../../engine/weights/descriptor.ts';
import { usePage } from '../page.tsx';
import type { FileFieldProps } from './FileField.tsx';
import { HeldList } from './HeldList.tsx';
import { OpenFile } from './OpenFile.tsx';
import './files.css';

export default function WeightsField({ id, value, describedBy }: FileFieldProps) {
  const { t } = useTranslation();
  const { actions, ownFiles } = usePage();
  const { here, loaded, forgetful } = useStore(ownFiles.store);
  const weights = readWeights(value);
  const held = [...here.values()].flatMap(({ file, name, descriptor }) =>
    descriptor !== null && readWeights(descriptor) !== null ? [{ file, name, descriptor, label: name }] : [],
  );
  const takeAway = (): void => {
    ownFiles.dismiss();
    actions.set('init.weights', '');
  };
  return (
    <div className="file">
      <div className="file-zone">
        <OpenFile id={id} className="file-open" describedBy={describedBy} />
        <span className="file-drop">{t('weights.drop')}</span>
      </div>
      {weights !== null && (
        <p className="file-weights">
          <span className="file-name" translate="no">
            {weights.name}
          </span>
          <button type="button" className="text-button" onClick={takeAway}>
            {t('weights.away', { name: weights.name })}
          </button>
        </p>
      )}
      {weights !== null && loaded && !here.has(`own:${weights.hash}`) && <p className="problem">{t('ownFiles.missing', { name: weights.name })}</p>}
      {held.length > 0 && (
        <div className="file-held">
          <span className="file-label">{t('weights.held')}</span>
          <HeldList held={held} current={value} />
          <p className="help">{t(forgetful ? 'ownFiles.forgetful' : 'ownFiles.stays')}</p>
        </div>
      )}
    </div>
  );
}
