/// Spreadsheets of others, read row by row; nothing outside this package names a type of the library that knows their format.
@NullMarked
package org.doctorglm.platform.sheet;

import org.jspecify.annotations.NullMarked;
