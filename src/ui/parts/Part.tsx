/** A part of the page that may fail without the others: then it says so in its place, offers another try, and holds what can be reported. */
import { Suspense, useState, type ReactNode } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { Failed } from './Failed.tsx';
import { Waiting } from './Waiting.tsx';

interface Props {
  /** In the reader's language. */
  readonly name: string;
  /** What the part shows: where one of these changes, a part that failed is tried again by itself. */
  readonly shows?: readonly unknown[];
  readonly children: ReactNode;
}

const NOTHING: readonly unknown[] = [];

export function Part({ name, shows = NOTHING, children }: Props) {
  const [where, setWhere] = useState('');
  return (
    <ErrorBoundary resetKeys={[...shows]} onError={(_, { componentStack }) => setWhere(componentStack ?? '')} fallback={<Failed name={name} where={where} />}>
      <Suspense fallback={<Waiting />}>{children}</Suspense>
    </ErrorBoundary>
  );
}
