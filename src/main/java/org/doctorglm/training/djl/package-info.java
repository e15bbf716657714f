/// ChatGLM's block, adapters and optimisers on DJL's PyTorch engine: the only door to that library.
@NullMarked
package org.doctorglm.training.djl;

import org.jspecify.annotations.NullMarked;
