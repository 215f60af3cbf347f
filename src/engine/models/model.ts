/** What a model must offer. */
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { Work } from '../cost/work.ts';
import type { DatasetShape } from '../data/dataset.ts';
import type { Batch, Carried, Constant, Plan } from '../data/plan.ts';
import type { Geometry } from '../geometry/geometry.ts';
import type { Chance } from '../ops/chance.ts';
import type { Parameters, Value, Values } from '../parameters.ts';
import type { Problem } from '../problem.ts';
import type { Entry, Section, Typed } from '../registry.ts';
import type { Rng } from '../rng.ts';
import type { Text } from '../text.ts';
import type { PlainPass } from './plain/pass.ts';

export interface ParameterSpec {
  readonly name: string;
  readonly shape: readonly number[];
  /** Initial values before the init scale α is applied; length is the product of `shape`. */
  readonly init: (rng: Rng) => Float32Array;
  /** A row for each token or position, or the map to the outputs: no matrix between layers, which some optimisers treat differently. */
  readonly table?: true;
}

/** A table that is made of parameters. */
export interface NamedTable {
  readonly label: Text;
  /** As papers write it: W_E, with what follows «_» below the line. */
  readonly sign: string;
  /** Names of parameters. */
  readonly of: readonly string[];
}

/** What a model makes of tokens and outputs one by one. */
export interface TokenTables {
  /** A row for each token: the parameters' rows side by side. */
  readonly rows: NamedTable;
  /** A column for each output: the parameters' product, from left to right. */
  readonly outputs: NamedTable;
}

/** A site whose values reach the outputs by one linear map, whatever else is added to them. */
interface Readout {
  readonly site: string;
  /** Names of the parameters whose product, from left to right, is the map (values, outputs). */
  readonly of: readonly string[];
}

export interface Model extends PlainPass {
  readonly parameters: readonly ParameterSpec[];
  /** Left out where none is. */
  readonly readout?: Readout;
  /** Left out where inputs are no tokens. */
  readonly tables?: TokenTables;
  readonly constants: readonly Constant[];
  plan(count: number): Plan;
  /** What a training step on `count` examples hands to the next one; left out where that is nothing. `logits` writes it in place. */
  readonly carried?: (count: number) => readonly Carried[];
  /** What the logits of so many examples take, with all that the way back wants to know. */
  work(count: number): Work;
  /**
   * (count, outputs); differentiable in `parameters`, which come in the order of `this.parameters`. For gradients in inputs see `geometry`.
   * @param chance while it trains: where what is dropped at random comes from. Without it nothing is dropped.
   */
  logits(parameters: readonly Tensor[], batch: Batch, chance?: Chance): Tensor2D;
  /**
   * The plain pass as the body of a Python function `network`, of which NumPy's and PyTorch's programs are made alike (script/program.ts): its
   * arguments are those of the kind of examples, `w` holds the parameters by their names, `xp.` is either library, and what they call differently
   * is in script/functions.ts.
   */
  script(): readonly string[];
  /** The piecewise view that local complexity, linear regions and attacks look at. */
  readonly geometry: Geometry;
}

export interface ModelDef extends Entry {
  /** Whether it can read such inputs and give such answers. */
  accepts(shape: DatasetShape): boolean;
  /** The parameter that says how much is dropped at random while it trains; left out where nothing is. */
  readonly dropout?: string;
  /** Values with which a backend's gradients are tested on it: what backends may do differently, switched on. Its example where it is left out. */
  readonly selfTest?: Readonly<Record<string, Value>>;
  check?(values: Section, shape: DatasetShape): readonly Problem[];
  /** Pure and cheap: makes no tensor. */
  create(values: Section, shape: DatasetShape): Model;
}

export function defineModel<const P extends Parameters, S extends DatasetShape>(
  entry: Typed<ModelDef, P, 'accepts' | 'dropout' | 'selfTest' | 'check' | 'create'> & {
    accepts(shape: DatasetShape): shape is S;
    readonly dropout?: keyof P;
    readonly selfTest?: Partial<Values<P>>;
    check?(values: Values<P>, shape: S): readonly Problem[];
    create(values: Values<P>, shape: S): Model;
  },
): ModelDef {
  return entry as unknown as ModelDef;
}
