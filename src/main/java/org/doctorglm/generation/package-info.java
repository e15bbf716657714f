/// From a prompt's text to an answer's text, on one thread that owns the network.
@NullMarked
package org.doctorglm.generation;

import org.jspecify.annotations.NullMarked;
