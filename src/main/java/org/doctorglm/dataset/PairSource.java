package org.doctorglm.dataset;

/// Where a question with its answer comes from that was made of a disease sheet.
///
/// @param sheet id of the sheet
/// @param title its disease
/// @param edition of the sheet, as it says itself; may be empty
/// @param sha256 of the sheet's text at that time
/// @param section key of the section that the answer stands on
/// @param maker `template:KEY`, or `model:NAME`
/// @param edited whether the person who accepted it changed it
public record PairSource(String sheet, String title, String edition, String sha256, String section, String maker, boolean edited) {
}
