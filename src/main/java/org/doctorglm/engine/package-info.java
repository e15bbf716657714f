/// Running the network: one session holds one prompt and its key-value cache.
@NullMarked
package org.doctorglm.engine;

import org.jspecify.annotations.NullMarked;
