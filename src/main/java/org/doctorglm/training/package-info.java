/// Training of adapters: recipes, the loop that takes steps and watches them, what a run leaves on disk, and what it will cost.
/// Knows no tensor library; [org.doctorglm.training.TrainableNetwork] is what it needs of one.
@NullMarked
package org.doctorglm.training;

import org.jspecify.annotations.NullMarked;
