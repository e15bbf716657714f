package org.doctorglm.platform;

/// Where a long job says how far it is. Called on the job's thread; the receiver passes on what it needs.
@FunctionalInterface
public interface Progress {
    /// For a caller that does not look.
    Progress NONE = (done, total) -> { };

    /// @param done units finished (bytes, records, tensors: the job's own unit)
    /// @param total units in all, or -1 while that is unknown
    void at(long done, long total);
}
