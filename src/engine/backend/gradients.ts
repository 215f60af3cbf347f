/** TF.js's core alone knows no gradient of its own ops. */
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
