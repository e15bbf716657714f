package org.doctorglm.profile;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.dataset.filter.Filter;
import org.doctorglm.dataset.filter.FilterText;
import org.doctorglm.profile.DepartmentProfile.Learned;
import org.doctorglm.profile.DepartmentProfile.Part;
import org.doctorglm.profile.DepartmentProfile.Trained;
import org.doctorglm.profile.ProfileException.Reason;
import org.doctorglm.prompt.PromptTemplate;
import org.doctorglm.training.Probe;
import org.jspecify.annotations.Nullable;

/// A profile as JSON. A file from outside is hostile until it has been read: its size, depth, fields and values are bounded.
public final class ProfileText {
    /// Of a file; far more than all bounds of [ProfileRules] together.
    static final int MOST_BYTES = 512 * 1024;
    private static final int FORMAT = 1;
    private static final int DEPTH = 12;
    private static final String STANDARD = "standard";
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH).maxStringLength(MOST_BYTES).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private ProfileText() {
    }

    /// For people and programs, always with the same bytes for the same profile.
    static byte[] bytes(DepartmentProfile profile) throws IOException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json(profile));
    }

    public static ObjectNode json(DepartmentProfile profile) {
        ObjectNode json = JSON.createObjectNode().put("format", FORMAT).put("name", profile.name()).put("version", profile.version());
        profile.departments().forEach(json.putArray("departments")::add);
        Learned data = profile.data();
        if (data != null) {
            ObjectNode learned = part(json.putObject("data"), data.set());
            if (data.filter() != null) {
                learned.set("filter", tree(FilterText.write(data.filter())));
            }
        }
        PromptTemplate template = profile.template();
        if (template != null) {
            boolean standard = template.equals(PromptTemplate.STANDARD);
            json.putObject("template").put(standard ? "id" : "text", standard ? STANDARD : template.text());
        }
        if (profile.pack() != null) {
            part(json.putObject("pack"), profile.pack());
        }
        if (profile.trained() != null) {
            trained(json.putObject("trained"), profile.trained());
        }
        for (Probe probe : profile.probes()) {
            ObjectNode one = json.withArray("probes").addObject().put("question", probe.question());
            if (probe.expected() != null) {
                one.put("expected", probe.expected());
            }
        }
        if (profile.evaluation() != null) {
            part(json.putObject("evaluation"), profile.evaluation());
        }
        return json.put("notes", profile.notes());
    }

    private static ObjectNode part(ObjectNode json, Part part) {
        return json.put("name", part.name()).put("sha256", part.sha256());
    }

    private static void trained(ObjectNode json, Trained trained) {
        json.put("run", trained.run()).put("step", trained.step()).put("samplesSha256", trained.samplesSha256());
        part(json.putObject("base"), trained.base());
        trained.recipe().forEach(json.putObject("recipe")::put);
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param subject what the file is called
    /// @throws ProfileException TOO_LARGE, NOT_A_PROFILE, NEWER, UNKNOWN_FIELD, WRONG_FIELD, BAD_NAME
    static DepartmentProfile read(String subject, byte[] bytes) throws ProfileException {
        if (bytes.length > MOST_BYTES) {
            throw new ProfileException(Reason.TOO_LARGE, subject, "");
        }
        DepartmentProfile profile = profile(subject, parsed(subject, bytes));
        new ProfileRules(subject).check(profile);
        return profile;
    }

    private static JsonNode parsed(String subject, byte[] bytes) throws ProfileException {
        JsonNode json;
        try {
            json = JSON.readTree(bytes);
        } catch (IOException e) {
            throw new ProfileException(Reason.NOT_A_PROFILE, subject, "");
        }
        if (!json.isObject() || !json.path("format").isIntegralNumber()) {
            throw new ProfileException(Reason.NOT_A_PROFILE, subject, "");
        }
        if (!json.path("format").canConvertToInt() || json.path("format").intValue() != FORMAT) {
            throw new ProfileException(Reason.NEWER, subject, json.path("format").asText().substring(0, Math.min(9, json.path("format").asText().length())));
        }
        return json;
    }

    private static DepartmentProfile profile(String subject, JsonNode json) throws ProfileException {
        StrictObject whole = StrictObject.of(subject, "", json, "format", "name", "version", "departments", "data", "template", "pack", "trained", "probes",
                "evaluation", "notes");
        List<String> departments = new ArrayList<>();
        for (JsonNode department : whole.array("departments")) {
            if (!department.isTextual()) {
                throw whole.wrong("departments");
            }
            departments.add(department.textValue());
        }
        long version = whole.number("version");
        if (version < 1 || version > Integer.MAX_VALUE - 1) {
            throw whole.wrong("version");
        }
        String notes = whole.textOrNull("notes");
        return new DepartmentProfile(whole.text("name"), (int) version, departments, learned(whole), template(whole), part(whole.object("pack", "name", "sha256")),
                trained(whole), probes(whole), part(whole.object("evaluation", "name", "sha256")), notes == null ? "" : notes);
    }

    private static @Nullable Learned learned(StrictObject whole) throws ProfileException {
        StrictObject data = whole.object("data", "name", "sha256", "filter");
        if (data == null) {
            return null;
        }
        JsonNode written = data.json().path("filter");
        if (written.isMissingNode() || written.isNull()) {
            return new Learned(new Part(data.text("name"), data.text("sha256")), null);
        }
        Filter filter = FilterText.read(written.toString()).orElseThrow(() -> data.wrong("filter"));
        if (!tree(FilterText.write(filter)).equals(written)) {
            // Something in it would have been passed over.
            throw data.wrong("filter");
        }
        return new Learned(new Part(data.text("name"), data.text("sha256")), filter);
    }

    private static @Nullable PromptTemplate template(StrictObject whole) throws ProfileException {
        StrictObject template = whole.object("template", "id", "text");
        if (template == null) {
            return null;
        }
        String id = template.textOrNull("id");
        String text = template.textOrNull("text");
        if ((id == null) == (text == null) || id != null && !id.equals(STANDARD)) {
            throw whole.wrong("template");
        }
        return text == null ? PromptTemplate.STANDARD : new PromptTemplate(text);
    }

    private static @Nullable Part part(@Nullable StrictObject json) throws ProfileException {
        return json == null ? null : new Part(json.text("name"), json.text("sha256"));
    }

    private static @Nullable Trained trained(StrictObject whole) throws ProfileException {
        StrictObject json = whole.object("trained", "run", "base", "step", "samplesSha256", "recipe");
        if (json == null) {
            return null;
        }
        Part base = part(json.object("base", "name", "sha256"));
        JsonNode values = json.json().path("recipe");
        if (base == null || !values.isObject()) {
            throw whole.wrong("trained");
        }
        Map<String, String> recipe = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> value : values.properties()) {
            if (!value.getValue().isTextual()) {
                throw json.wrong("recipe");
            }
            recipe.put(value.getKey(), value.getValue().textValue());
        }
        return new Trained(json.text("run"), base, json.number("step"), json.text("samplesSha256"), recipe);
    }

    private static List<Probe> probes(StrictObject whole) throws ProfileException {
        List<Probe> probes = new ArrayList<>();
        for (JsonNode json : whole.array("probes")) {
            StrictObject probe = StrictObject.of(whole.subject(), "probes", json, "question", "expected");
            probes.add(new Probe(probe.text("question"), probe.textOrNull("expected")));
        }
        return probes;
    }
}
