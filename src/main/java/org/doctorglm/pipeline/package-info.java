/// The way of the paper's Figure 1 as this program has it, from data to answers and back, and how much there is at each place of it.
@NullMarked
package org.doctorglm.pipeline;

import org.jspecify.annotations.NullMarked;
