/**
 * SIMD kernels on the heap of TF.js's WASM backend: every function works on addresses of float32 (or int32) tensors in row-major order and
 * allocates nothing. The module has no data of its own, because its memory belongs to TF.js; what little room it needs is handed to `setScratch`.
 */
export { setScratch } from './scratch';
export { multiply, multiplyPart } from './matmul';
export { activate, biasActivate, activationGrad } from './activations';
export { add, addTo, columnSum, copy, gatherPair, gatherSum, placeRows, scatterSum, times, transpose } from './rows';
export { lookup, lookupGrad } from './lookup';
export { attend, attendGrad } from './attention';
export { attendWeights, attendWeightsGrad } from './attentionWeights';
export { centreTable, centreTableGrad } from './centredTable';
export { mixRows } from './mixing';
export { mixRowsGrad } from './mixingGrad';
export { lstmCell, lstmCellGrad } from './lstm';
export { meanPool, meanPoolGrad, patches, patchesGrad } from './convolution';
export { layerNorm, layerNormGrad } from './layerNorm';
export { crossEntropy, squaredError, accuracy } from './losses';
export { norm, clearSquares, countSquares, project, adamW, sgd } from './parameters';
export { clear } from './vector';
export { boxStep, uniform } from './perturbation';
export { signChanges } from './signChanges';
// Exported only so that it stays a function: inlined into its caller it would not get enough registers.
export { tile } from './tile';
