package org.doctorglm.experiment;

import org.jspecify.annotations.Nullable;

/// What answers in an experiment: a pack, with or without an adapter beside it.
///
/// @param label as it stands in tables
/// @param model name of the pack
/// @param modelSha256 of the pack's manifest
/// @param precision of the pack, for example `int4`
/// @param adapter folder or file, null for none
/// @param adapterSha256 of its files, null for none
public record Subject(String label, String model, String modelSha256, String precision, @Nullable String adapter, @Nullable String adapterSha256) {
}
