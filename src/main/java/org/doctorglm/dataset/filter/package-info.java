/// Sets made of others: what leaves a set, and what two sets have in common. The others stay as they are. Entry classes:
/// [org.doctorglm.dataset.filter.FilterSets] and [org.doctorglm.dataset.filter.MixSets].
@NullMarked
package org.doctorglm.dataset.filter;

import org.jspecify.annotations.NullMarked;
