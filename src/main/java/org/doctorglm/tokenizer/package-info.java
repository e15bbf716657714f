/// Text to ids and back, as ChatGLM's published tokenizer does it.
@NullMarked
package org.doctorglm.tokenizer;

import org.jspecify.annotations.NullMarked;
