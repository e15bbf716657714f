package org.doctorglm.knowledge;

/// What made a version of an entry.
public enum EntryAction {
    /// Fields were changed.
    EDITED,
    /// An earlier version was taken again.
    RESTORED,
    /// An entry of the hospital's own was written.
    CREATED,
    /// The entry is not used any more, but kept.
    HIDDEN,
    /// A hidden entry is used again.
    SHOWN,
    /// A reviewer stands for it.
    REVIEWED,
    /// A review was taken back.
    REVIEW_WITHDRAWN
}
