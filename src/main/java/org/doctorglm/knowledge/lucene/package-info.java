/// Full-text search over the disease library with Lucene; nothing outside this package names a Lucene type.
@NullMarked
package org.doctorglm.knowledge.lucene;

import org.jspecify.annotations.NullMarked;
