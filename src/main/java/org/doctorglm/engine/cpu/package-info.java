/// ChatGLM on our own kernels: tiled weights mapped from the pack, a small team of threads, one pass written in Java.
@NullMarked
package org.doctorglm.engine.cpu;

import org.jspecify.annotations.NullMarked;
