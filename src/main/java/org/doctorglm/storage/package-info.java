/// SQLite: the one database file of a home. The only door to SQL.
@NullMarked
package org.doctorglm.storage;

import org.jspecify.annotations.NullMarked;
