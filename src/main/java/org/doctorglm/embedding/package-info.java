/// Sentences as vectors, by a model that a hospital brings: [org.doctorglm.embedding.SentenceEncoder]. Nothing of the kind is shipped.
@NullMarked
package org.doctorglm.embedding;

import org.jspecify.annotations.NullMarked;
