/// Model packs: one folder with everything a network needs to answer, its manifest, and the arithmetic that makes weights small.
@NullMarked
package org.doctorglm.model;

import org.jspecify.annotations.NullMarked;
