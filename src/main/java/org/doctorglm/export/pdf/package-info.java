/// Documents as pages. The only door to the PDF library.
@NullMarked
package org.doctorglm.export.pdf;

import org.jspecify.annotations.NullMarked;
