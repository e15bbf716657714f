package org.doctorglm.ui;

import java.time.Clock;
import java.util.function.Predicate;
import org.doctorglm.consultation.Consultation;
import org.doctorglm.dialogue.DialogueRepository;
import org.doctorglm.review.ReviewRepository;
import org.doctorglm.ui.consult.DiseaseSearch;
import org.doctorglm.ui.consult.ExportDoor;
import org.doctorglm.ui.consult.ProfileDoor;
import org.doctorglm.ui.control.FileDialogs;
import org.doctorglm.ui.data.DataService;
import org.doctorglm.ui.experiment.ExperimentService;
import org.doctorglm.ui.library.LibraryService;
import org.doctorglm.ui.models.ModelsService;
import org.doctorglm.ui.models.StatusSource;
import org.doctorglm.ui.overview.OverviewService;
import org.doctorglm.ui.settings.HomeService;
import org.doctorglm.ui.settings.UiSettings;
import org.doctorglm.ui.training.TrainingService;

/// Everything the window needs, made by the composition root. The window closes none of it.
///
/// @param words whether a run of Chinese characters is a word; fast, asked while somebody selects
/// @param files normally [org.doctorglm.ui.control.StageFileDialogs]
/// @param clock for the words today and yesterday
/// @param version of the program
public record UiServices(Consultation consultation, DialogueRepository dialogues, DiseaseSearch diseases, LibraryService library, ExportDoor exporter,
                         ReviewRepository reviews, Predicate<String> words, ModelsService models, ExperimentService experiments, DataService data,
                         TrainingService training, OverviewService overview, ProfileDoor profiles, StatusSource status,
                         HomeService home, UiSettings settings, FileDialogs files, Clock clock, String version) {
}
