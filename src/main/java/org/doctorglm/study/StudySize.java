package org.doctorglm.study;

import java.util.List;

/// How much a study does.
///
/// @param sheets disease sheets that questions are made of
/// @param steps of each run of training
/// @param questions of each experiment that compares
/// @param gridQuestions of the grid
/// @param topPs rows of the grid
/// @param temperatures columns of the grid
/// @param answerTokens longest answer under the paper's conditions
public record StudySize(int sheets, int steps, int questions, int gridQuestions, List<Double> topPs, List<Double> temperatures, int answerTokens) {
    /// A quarter of an hour on two cores.
    public static final StudySize USUAL = new StudySize(60, 120, 16, 2, org.doctorglm.experiment.Presets.TOP_P, org.doctorglm.experiment.Presets.TEMPERATURES, 96);

    public StudySize {
        topPs = List.copyOf(topPs);
        temperatures = List.copyOf(temperatures);
    }
}
