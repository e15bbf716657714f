/// Marks in files that other programs write and read. Everything that comes in is checked place by place; what is refused is listed with its reason.
@NullMarked
package org.doctorglm.review.exchange;

import org.jspecify.annotations.NullMarked;
