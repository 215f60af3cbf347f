/** A run that goes on from its file: with its own settings, as far as is asked for. */
import type { BackendRequest } from '../engine/backend/choice.ts';
import { withSettingPairs } from '../engine/config/settings.ts';
import { isChange, readChanges } from '../engine/link/changes.ts';
import { describeProblems, type Problem } from '../engine/problem.ts';
import type { Change } from '../engine/run/change.ts';
import { inOrder } from '../engine/run/plan.ts';
import type { RunRecord } from '../engine/run/record.ts';
import { toldTo, type Told } from '../engine/run/told.ts';
import { recordOf, requestOf as kernelsOf, type RunFile } from '../engine/runfile/runfile.ts';
import { text } from '../engine/text.ts';
import { DEFAULT, requestOf, type Flags } from './flags.ts';
import { UsageError } from './usage.ts';

const refuse = (problems: readonly Problem[]): never => {
  throw new UsageError(`--resume: ${describeProblems(problems, 'en').join('; ')}`);
};

/** What of the flags is not for a run that is under way. @throws UsageError */
function checkFlags({ preset, link, config, seed, set }: Flags): void {
  const given = Object.entries({ preset, link, config, seed: seed[0] }).find(([, value]) => value !== undefined);
  const [field] = set.find(([name]) => !isChange(name)) ?? [];
  const flag = given === undefined ? (field === undefined ? null : `--set ${field}`) : `--${given[0]}`;
  if (flag === null) return;
  throw new UsageError(`--resume: leave out ${flag}: a run goes on with its own settings; --steps and --set @STEP.FIELD=VALUE are what can be asked of it`);
}

export interface Resumed {
  /** What was known of it, with the length that is asked for now. */
  readonly record: RunRecord;
  readonly plan: readonly Change[];
  readonly told: Told;
  readonly request: BackendRequest;
}

export function resumed(file: RunFile, flags: Flags): Resumed {
  checkFlags(flags);
  const parsed = withSettingPairs(
    { config: file.config, landscape: DEFAULT.landscape },
    flags.steps.map((steps) => ['steps', steps] as const),
  );
  if (!parsed.ok) return refuse(parsed.problems);
  const { config } = parsed.settings;
  if (config.steps < file.step) {
    refuse([{ field: '--steps', value: config.steps, expected: text(`at least ${file.step}, where its run stands`, `${file.step} 以上にしてください。`) }]);
  }
  const { changes, problems } = readChanges(config, flags.set);
  const late = changes.flatMap(({ step, patch }): Problem[] =>
    step >= file.step
      ? []
      : Object.keys(patch).map((path) => ({
          field: `@${step}.${path}`,
          value: step,
          expected: text(`a step from ${file.step} on`, `${file.step} 以降のステップにしてください。`),
        })),
  );
  if (problems.length + late.length > 0) refuse([...problems, ...late]);
  // What it has come to is not told as an end: it goes on.
  const record = recordOf(file, 'run').fork('run', config, file.step);
  const last = file.made.at(-1);
  const own = flags.backend === 'auto' || flags.backend === 'wasm' ? { kernels: kernelsOf(file) === 'exact' ? ('exact' as const) : ('fastest' as const) } : {};
  return {
    record,
    plan: inOrder([...file.plan, ...changes]),
    told: { ...toldTo(record), ...(last === undefined ? {} : { on: last.backend }) },
    request: requestOf({ ...flags, ...(flags.kernels === undefined ? own : {}) }),
  };
}
