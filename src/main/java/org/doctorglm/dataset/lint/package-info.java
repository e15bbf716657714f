/// What is wrong with dialogues, found in memory that does not grow with their length.
@NullMarked
package org.doctorglm.dataset.lint;

import org.jspecify.annotations.NullMarked;
