/** A WGSL program on tensors: what it binds, what it runs, and its whole source. */
import type { TensorInfo } from '@tensorflow/tfjs-core';

type Tensors = Readonly<Record<string, TensorInfo>>;

export interface Program {
  /** Everything that `body` depends on. */
  readonly key: string;
  /** Bound as `array<f32>` or `array<i32>` under these names. */
  readonly writes: Tensors;
  readonly reads: Tensors;
  /** u32 members of the uniform `u`. */
  readonly sizes?: Readonly<Record<string, number>>;
  /** f32 members of the uniform `u`. */
  readonly floats?: Readonly<Record<string, number>>;
  readonly workgroup: readonly [x: number, y?: number];
  /** How many workgroups; a count is spread over two dimensions where one is too short. */
  readonly groups: number | readonly [x: number, y: number, z?: number];
  /**
   * Declarations and `main`'s statements, which see: `lid` and `wid` (vec3u), `li` (index in the workgroup), `group` (number of the workgroup)
   * and `index` (number of the invocation).
   */
  readonly declarations?: string;
  readonly body: () => string;
}

/** The whole WGSL module of a program. */
export function sourceOf({ writes, reads, sizes = {}, floats = {}, workgroup, declarations = '', body }: Program): string {
  const bind = (tensors: Tensors, from: number, access: string): string[] =>
    Object.entries(tensors).map(
      ([name, { dtype }], i) => `@group(0) @binding(${from + i}) var<storage, ${access}> ${name}: array<${dtype === 'int32' ? 'i32' : 'f32'}>;`,
    );
  const written = Object.keys(writes).length;
  const members = [...Object.keys(sizes).map((name) => `${name}: u32,`), ...Object.keys(floats).map((name) => `${name}: f32,`)];
  const [x, y = 1] = workgroup;
  return `
struct Uniforms { ${members.length > 0 ? members.join(' ') : 'unused: u32,'} };
${bind(writes, 0, 'read_write').join('\n')}
${bind(reads, written, 'read').join('\n')}
@group(0) @binding(${written + Object.keys(reads).length}) var<uniform> u: Uniforms;
${declarations}
@compute @workgroup_size(${x}, ${y}, 1)
fn main(
  @builtin(local_invocation_id) lid: vec3u,
  @builtin(local_invocation_index) li: u32,
  @builtin(workgroup_id) wid: vec3u,
  @builtin(num_workgroups) nwg: vec3u,
) {
  let group = wid.x + wid.y * nwg.x;
  let index = group * ${x * y}u + li;
${body()}
}`;
}
