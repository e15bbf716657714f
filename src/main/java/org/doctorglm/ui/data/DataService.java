package org.doctorglm.ui.data;

import java.io.IOException;
import java.util.List;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.dataset.DatasetRepository;
import org.doctorglm.dataset.proposal.DecisionLog;
import org.doctorglm.dataset.proposal.Sheet;
import org.doctorglm.dataset.proposal.Wording;
import org.doctorglm.training.SampleMaker;

/// What the data page asks of the core. Blocks; called on a background thread.
public interface DataService {
    /// A disease that questions can be made about.
    record SheetName(String id, String title, String department) {
    }

    DatasetRepository sets();

    /// Makes samples as training does, with the pack that answers now.
    ///
    /// @throws ConsultationException when there is none
    SampleMaker samples(int promptTokens, int answerTokens) throws IOException, ConsultationException;

    List<SheetName> sheets() throws IOException;

    /// Filters of department profiles, then those that made a set.
    List<KnownFilter> filters() throws IOException;

    Sheet sheet(String id) throws IOException;

    /// The pack that answers now as a writer.
    Wording wording() throws ConsultationException;

    /// What was decided in this home.
    DecisionLog decisions();
}
