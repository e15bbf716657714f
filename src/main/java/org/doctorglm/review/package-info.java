/// Reading answers critically: marks on them, second readings, agreement, rankings. Knows no screen and no database.
@NullMarked
package org.doctorglm.review;

import org.jspecify.annotations.NullMarked;
