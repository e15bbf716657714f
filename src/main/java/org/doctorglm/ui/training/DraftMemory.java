package org.doctorglm.ui.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.doctorglm.training.RecipeText;
import org.doctorglm.training.TrainingException;
import org.doctorglm.ui.settings.UiSettings;

/// Remembers what was chosen for a run that is not begun: a wizard of seven steps is not always gone through in one day.
final class DraftMemory {
    private static final String DATA = "training.data";
    private static final String MODEL = "training.model";
    private static final String PROFILE = "training.profile";
    private static final String RECIPE = "training.recipe";
    private static final String PRICE = "training.price";
    private static final String CURRENCY = "training.currency";
    private static final String KILOWATTS = "training.kilowatts";

    private final UiSettings settings;

    DraftMemory(UiSettings settings) {
        this.settings = settings;
    }

    TrainingDraft draft() {
        Map<String, String> values = new LinkedHashMap<>();
        settings.get(RECIPE).stream().flatMap(text -> text.lines()).filter(line -> line.contains("=")).forEach(line ->
                values.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        Map<String, String> recipe = TrainingDraft.empty().recipe();
        try {
            recipe = values.isEmpty() ? recipe : RecipeText.of(RecipeText.parse(values));
        } catch (TrainingException e) {
            // Written by another version: the usual recipe.
        }
        return new TrainingDraft(settings.get(DATA).orElse(""), settings.get(MODEL).orElse(""), recipe, settings.get(PROFILE).orElse(""));
    }

    void keep(TrainingDraft draft) {
        settings.put(DATA, draft.data());
        settings.put(MODEL, draft.model());
        settings.put(PROFILE, draft.profile());
        StringBuilder text = new StringBuilder();
        draft.recipe().forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        settings.put(RECIPE, text.toString());
    }

    Prices prices() {
        return new Prices(settings.number(PRICE, Prices.PAPER.perHour()), settings.get(CURRENCY).orElse(Prices.PAPER.currency()),
                settings.number(KILOWATTS, Prices.PAPER.kilowatts()));
    }

    void keep(Prices prices) {
        settings.put(PRICE, Double.toString(prices.perHour()));
        settings.put(CURRENCY, prices.currency());
        settings.put(KILOWATTS, Double.toString(prices.kilowatts()));
    }
}
