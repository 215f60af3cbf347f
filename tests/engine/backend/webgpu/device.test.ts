import { backend, getBackend, mul, tensor1d, tensor2d, variable, type KernelBackend } from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { node } from './gpu.ts';
import { fakeTimers, hasten } from '../../../hasten.ts';
import { unless } from '../../../unless.ts';
import { createCpuDevice } from '../../../../src/engine/backend/cpu.ts';
import { DeviceLost, type Device } from '../../../../src/engine/backend/device.ts';
import { compareSelfTest, selfTestNumbers } from '../../../../src/engine/backend/selftest.ts';
import { createWebGpuDevice } from '../../../../src/engine/backend/webgpu/device.ts';
import { update } from '../../../../src/engine/ops/parameters.ts';
import { training } from './training.ts';

const destroy = (): void => (backend() as KernelBackend & { device: GPUDevice }).device.destroy();

test('says so when there is no adapter', async () => {
  const none = { requestAdapter: () => Promise.resolve(null) } as unknown as GPU;
  await expect(createWebGpuDevice(none)).rejects.toThrow('no GPU is found');
});

describe('the WebGPU device', unless(node.missing), () => {
  const open = (): Promise<Device> => createWebGpuDevice(node.gpu as GPU);
  let device: Device;
  afterEach(() => device.dispose());

  test('names its adapter', async () => {
    device = await open();
    expect(device.backend).toBe('webgpu');
    expect(device.description).not.toBe('');
    expect(device.description.endsWith(' (software)')).toBe(/swiftshader|llvmpipe|lavapipe/i.test(device.description));
  });

  test('writes and reads', async () => {
    device = await open();
    const fresh = tensor1d([1, 2, 3]);
    device.write(fresh, Float32Array.of(4, 5, 6)); // never uploaded
    expect([...(await device.read(fresh))]).toEqual([4, 5, 6]);

    const x = tensor2d([1, 2, 3, 4], [2, 2]);
    const doubled = mul(x, 2);
    device.write(x, Float32Array.of(5, 6, 7, 8));
    const again = mul(x, 2);
    expect([...(await device.read(doubled))]).toEqual([2, 4, 6, 8]); // commands before the write saw the old numbers
    expect([...(await device.read(again))]).toEqual([10, 12, 14, 16]);
    expect([...(await device.read(x))]).toEqual([5, 6, 7, 8]);

    const integers = tensor1d([7, -8], 'int32');
    expect([...(await device.read(integers))]).toEqual([7, -8]);
    device.write(integers, Int32Array.of(9, -1));
    expect([...(await device.read(integers))]).toEqual([9, -1]);

    const empty = tensor2d([], [0, 3]);
    device.write(empty, new Float32Array(0));
    expect((await device.read(empty)).length).toBe(0);
    expect(() => device.write(x, new Float32Array(3))).toThrow('3 numbers');
  });

  test('copies that TF.js keeps of a tensor never go stale', async () => {
    device = await open();
    const [p, g, u] = [variable(tensor1d([1, 2])), tensor1d([1, 1]), variable(tensor1d([0, 0]))];
    const scalars = tensor1d([1, 1, 0]);
    expect([...(await p.data())]).toEqual([1, 2]);
    update('GrokSgd', { p: [p], g: [g], u: [u] }, scalars, 1);
    expect([...(await device.read(p))]).toEqual([0, 1]);
    expect([...(await p.data())]).toEqual([0, 1]);
    device.write(p, Float32Array.of(8, 9));
    expect([...(await p.data())]).toEqual([8, 9]);

    const stepper = device.stepper(() => update('GrokSgd', { p: [p], g: [g], u: [u] }, scalars, 1), scalars);
    stepper.advance(1, () => [1, 1, 0], null);
    expect([...(await p.data())]).toEqual([7, 8]);
    stepper.advance(60, (i) => [i === 59 ? 0.5 : 0, 1, 0], null); // more steps than one submit takes
    expect([...(await p.data())]).toEqual([6.5, 7.5]);
    expect([...(await device.read(p))]).toEqual([6.5, 7.5]);
    stepper.dispose();
  });

  test('a mistake in a command is reported at the next read', async () => {
    device = await open();
    const x = tensor1d([1]);
    (backend() as KernelBackend & { device: GPUDevice }).device.createBuffer({ size: 4, usage: 0xffff });
    await expect(device.read(x).then(() => device.read(x))).rejects.toThrow(DeviceLost);
  });

  test('numbers that never come back are given up: the device stopped answering', async () => {
    device = await open();
    const x = tensor1d([1]);
    const mapping = vi.spyOn(GPUBuffer.prototype, 'mapAsync').mockReturnValue(new Promise(() => undefined));
    onTestFinished(() => {
      vi.useRealTimers();
      mapping.mockRestore();
    });
    fakeTimers();
    const began = Date.now();
    await expect(hasten(device.read(x))).rejects.toMatchObject({ name: 'DeviceLost', words: { en: 'the GPU’s answer did not come within 60 s' } });
    expect(mapping).toHaveBeenCalledTimes(1);
    expect(Date.now() - began).toBeLessThan(60_000);
  });

  test('is replaced after it was lost', async () => {
    device = await open();
    const setup = { p: 5, model: 'mlp', loss: 'mse', values: { width: 4, depth: 1 } };
    const before = training(device, setup);
    const stepper = device.stepper(before.step, before.scalars);
    stepper.advance(2, (i) => before.scalarsOf(i + 1), null);
    expect(await before.loss()).toBeGreaterThan(0);
    const reading = device.read(before.scalars);
    destroy();
    await expect(device.lost).resolves.toEqual(expect.any(String));
    // It may still have come through.
    expect(await reading.catch((error: unknown) => error)).toEqual(expect.toSatisfy((x) => x instanceof Float32Array || x instanceof DeviceLost));
    await expect(device.read(before.scalars)).rejects.toThrow(DeviceLost);
    await expect(before.loss()).rejects.toThrow(DeviceLost); // kernels and uploads go on without a word
    await expect(device.read(mul(tensor1d([1]), 2))).rejects.toThrow(DeviceLost);
    expect(() => device.write(before.scalars, new Float32Array(9))).not.toThrow();
    expect(() => stepper.advance(1, (i) => before.scalarsOf(i + 1), null)).toThrow(DeviceLost);

    const lost = device;
    device = await open();
    stepper.dispose();
    before.dispose();
    lost.dispose(); // must leave the new device alone
    expect(getBackend()).toBe('webgpu');
    const after = training(device, setup);
    const next = device.stepper(after.step, after.scalars);
    next.advance(3, (i) => after.scalarsOf(i + 1), null);
    expect(await after.loss()).toBeGreaterThan(0);
    next.dispose();
    after.dispose();
  });

  test('has the gradients of the CPU', async () => {
    const expected = await selfTestNumbers(await createCpuDevice());
    device = await open();
    expect(compareSelfTest(await selfTestNumbers(device), expected)).toBeNull();
  });

  test('makes room for another backend', async () => {
    device = await open();
    device.dispose();
    await expect(device.read(tensor1d([1]))).rejects.toThrow(DeviceLost);
    const cpu = await createCpuDevice();
    expect([...(await cpu.read(mul(tensor1d([2]), 3)))]).toEqual([6]);
    device = await open();
    expect([...(await device.read(mul(tensor1d([2]), 3)))]).toEqual([6]);
  });
});
