/// The page that shows the whole way from data to answers and back, with what is at each place.
@NullMarked
package org.doctorglm.ui.overview;

import org.jspecify.annotations.NullMarked;
