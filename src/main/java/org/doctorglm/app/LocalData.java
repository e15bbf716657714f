package org.doctorglm.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetRepository;
import org.doctorglm.dataset.filter.FilterText;
import org.doctorglm.dataset.proposal.DecisionLog;
import org.doctorglm.dataset.proposal.Sheet;
import org.doctorglm.dataset.proposal.Wording;
import org.doctorglm.generation.LoadedModel;
import org.doctorglm.model.ModelPack;
import org.doctorglm.profile.DepartmentProfile;
import org.doctorglm.profile.NewRun;
import org.doctorglm.training.SampleMaker;
import org.doctorglm.ui.data.DataService;
import org.doctorglm.ui.data.KnownFilter;

/// The data page's view of the core.
final class LocalData implements DataService {
    private static final String DECISIONS = "decisions.jsonl";

    private final DoctorGlm services;
    private final DecisionLog decisions;

    LocalData(DoctorGlm services) {
        this.services = services;
        this.decisions = new DecisionLog(services.directories().datasets().resolve(DECISIONS));
    }

    @Override
    public DatasetRepository sets() {
        return services.datasets();
    }

    @Override
    public SampleMaker samples(int promptTokens, int answerTokens) throws IOException, ConsultationException {
        ModelPack pack = services.pack(null);
        return new SampleMaker(LoadedModel.tokenizer(pack), pack.manifest().config(), promptTokens, answerTokens);
    }

    @Override
    public List<SheetName> sheets() throws IOException {
        return services.openLibrary().all().stream().map(entry -> new SheetName(entry.id(), entry.name(), String.join("、", entry.departments()))).toList();
    }

    @Override
    public List<KnownFilter> filters() throws IOException {
        List<KnownFilter> known = new ArrayList<>();
        for (DepartmentProfile profile : services.profiles().list()) {
            NewRun.of(profile).filter().ifPresent(filter -> known.add(new KnownFilter(KnownFilter.Owner.PROFILE, profile.name(), filter)));
        }
        for (Dataset set : services.datasets().list()) {
            FilterText.of(set).ifPresent(filter -> known.add(new KnownFilter(KnownFilter.Owner.SET, set.name(), filter)));
        }
        return known;
    }

    @Override
    public Sheet sheet(String id) throws IOException {
        return services.openLibrary().entry(id).map(entry -> LibrarySheets.of(entry.disease())).orElseThrow(() -> new IOException(id));
    }

    @Override
    public Wording wording() throws ConsultationException {
        return services.wording(null);
    }

    @Override
    public DecisionLog decisions() {
        return decisions;
    }
}
