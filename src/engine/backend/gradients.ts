/** TF.js's core alone knows no gradient of its own ops. Registering them reads flags that the core sets. */
import '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
