package org.doctorglm.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.experiment.ExperimentFolder;
import org.doctorglm.experiment.StoredAnswer;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.PackEstimate;
import org.doctorglm.training.RunCheckpoints;
import org.doctorglm.training.RunFolder;
import org.doctorglm.ui.experiment.ExperimentService.Candidate;
import org.doctorglm.ui.experiment.ExperimentService.Run;

/// Who can answer in an experiment, and how fast.
record ExperimentChoices(DoctorGlm services) {
    /// Speeds are taken from the newest experiments, and from small ones only: reading them must not be noticed.
    private static final int NEWEST = 3;
    private static final long MOST_ANSWERS = 2000;

    List<Candidate> models() {
        Map<String, double[]> measured = measured();
        double bandwidth = new MemorySpeed(services).bandwidth();
        List<Candidate> found = new ArrayList<>();
        for (ModelPack pack : services.models().list()) {
            // A network that a person cannot ask has no words.
            if (pack.tokenizer().isPresent()) {
                double[] sum = measured.get(pack.sha256());
                double rate = sum != null ? sum[0] / sum[1] : bandwidth > 0 ? PackEstimate.of(pack).tokensPerSecond(bandwidth) : 0;
                found.add(new Candidate(pack.name(), pack.manifest().precision().key(), rate));
            }
        }
        return found;
    }

    /// Sum and number of tokens a second, by the pack's hash.
    private Map<String, double[]> measured() {
        Map<String, double[]> speeds = new HashMap<>();
        try {
            List<ExperimentFolder> all = services.experiments().list();
            for (ExperimentFolder folder : all.subList(0, Math.min(NEWEST, all.size()))) {
                if (folder.answered() <= MOST_ANSWERS) {
                    folder.answers().values().forEach(answer -> add(speeds, answer));
                }
            }
        } catch (IOException e) {
            // A damaged experiment says nothing about speed; the list says that it is damaged.
            System.getLogger(ExperimentChoices.class.getName()).log(System.Logger.Level.DEBUG, "speeds", e);
        }
        return speeds;
    }

    private static void add(Map<String, double[]> speeds, StoredAnswer answer) {
        double rate = answer.timings().decodeTokensPerSecond();
        if (rate > 0) {
            double[] sum = speeds.computeIfAbsent(answer.provenance().modelSha256(), hash -> new double[2]);
            sum[0] += rate;
            sum[1]++;
        }
    }

    List<Run> runs() throws IOException {
        List<Run> found = new ArrayList<>();
        for (RunFolder run : services.training().runs().list()) {
            try {
                int kept = new RunCheckpoints(run).steps().size();
                String model = run.run().model();
                // A network that was trained as a whole is no adapter to put beside its base: published, it is chosen as a model.
                if (kept > 0 && !run.run().whole() && services.models().list().stream().anyMatch(pack -> pack.name().equals(model))) {
                    found.add(new Run(run.name(), model, kept));
                }
            } catch (IOException e) {
                // The training page says what is wrong with it.
                System.getLogger(ExperimentChoices.class.getName()).log(System.Logger.Level.DEBUG, "run", e);
            }
        }
        return found;
    }
}
