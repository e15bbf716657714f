package org.doctorglm.training;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.doctorglm.training.TrainingException.Reason;

/// Recipes as keys and values: in run files, on the command line, in the wizard.
public final class RecipeText {
    static final String FULL = "full";
    private static final Map<String, Recipe> KNOWN = new LinkedHashMap<>();

    static {
        for (Recipe recipe : new Recipe[] {Recipe.PAPER_LORA, Recipe.PAPER_P_TUNING, Recipe.SMALL_SAFE, Recipe.SMALL_FULL}) {
            KNOWN.put(recipe.name(), recipe);
        }
    }

    private RecipeText() {
    }

    public static Map<String, Recipe> known() {
        return java.util.Collections.unmodifiableMap(KNOWN);
    }

    /// Every value, also those that are as in the recipe of that name.
    public static Map<String, String> of(Recipe recipe) {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("recipe", recipe.name());
        switch (recipe.method()) {
            case Method.Lora lora -> {
                text.put("method", "lora");
                text.put("rank", String.valueOf(lora.rank()));
                text.put("alpha", String.valueOf(lora.alpha()));
                text.put("dropout", String.valueOf(lora.dropout()));
                text.put("targets", lora.targets().stream().sorted().map(LoraTarget::key).collect(Collectors.joining(",")));
            }
            case Method.Prefix prefix -> {
                text.put("method", "p-tuning");
                text.put("prefix", String.valueOf(prefix.tokens()));
                text.put("deviation", String.valueOf(prefix.deviation()));
            }
            case Method.Full ignored -> text.put("method", FULL);
        }
        text.put("optimizer", recipe.optimizer().key());
        text.put("learning-rate", String.valueOf(recipe.learningRate()));
        text.put("schedule", recipe.schedule().key());
        text.put("warm-up", String.valueOf(recipe.warmUp()));
        text.put("weight-decay", String.valueOf(recipe.weightDecay()));
        text.put("batch", String.valueOf(recipe.batch()));
        text.put("accumulation", String.valueOf(recipe.accumulation()));
        text.put("epochs", String.valueOf(recipe.epochs()));
        text.put("most-steps", String.valueOf(recipe.mostSteps()));
        text.put("prompt-tokens", String.valueOf(recipe.promptTokens()));
        text.put("answer-tokens", String.valueOf(recipe.answerTokens()));
        text.put("clip", String.valueOf(recipe.clip()));
        text.put("kl-to-base", String.valueOf(recipe.klToBase()));
        text.put("label-smoothing", String.valueOf(recipe.labelSmoothing()));
        text.put("arithmetic", recipe.arithmetic().key());
        text.put("base", recipe.base().key());
        text.put("recompute", String.valueOf(recipe.recompute()));
        text.put("evaluate-every", String.valueOf(recipe.evaluateEvery()));
        text.put("look-samples", String.valueOf(recipe.lookSamples()));
        text.put("save-every", String.valueOf(recipe.saveEvery()));
        text.put("seed", String.valueOf(recipe.seed()));
        text.put("keep", recipe.keep().text());
        text.put("on-alarm", recipe.onAlarm().key());
        return text;
    }

    /// @param text values that differ from the recipe named by `recipe` (`paper-lora` when none is named)
    /// @throws TrainingException BAD_RECIPE with key and value
    public static Recipe parse(Map<String, String> text) throws TrainingException {
        String name = text.getOrDefault("recipe", Recipe.PAPER_LORA.name());
        Recipe start = Optional.ofNullable(KNOWN.get(name)).orElseThrow(() -> new TrainingException(Reason.BAD_RECIPE, "recipe = " + name));
        String method = text.getOrDefault("method", of(start).get("method"));
        if (!method.equals(of(start).get("method"))) {
            start = preset(method, "");
        }
        Map<String, String> all = of(start);
        for (Map.Entry<String, String> value : new TreeMap<>(text).entrySet()) {
            if (!all.containsKey(value.getKey())) {
                throw new TrainingException(Reason.BAD_RECIPE, value.getKey() + " = " + value.getValue());
            }
            all.put(value.getKey(), value.getValue().strip());
        }
        return new Reading(all).recipe();
    }

    /// Another method with the values that go with it: what was changed by hand stays where the other method has such a value.
    ///
    /// @param text every value, see [#of]
    /// @param method as in recipes
    public static Map<String, String> withMethod(Map<String, String> text, String method) {
        String name = String.valueOf(text.get("recipe"));
        Map<String, String> before = of(KNOWN.getOrDefault(name, Recipe.PAPER_LORA));
        Map<String, String> changed = new LinkedHashMap<>(of(preset(method, name)));
        text.forEach((key, value) -> {
            if (changed.containsKey(key) && !key.equals("recipe") && !key.equals("method") && !value.equals(before.get(key))) {
                changed.put(key, value);
            }
        });
        return changed;
    }

    /// @param from what it was before
    private static Recipe preset(String method, String from) {
        return switch (method) {
            case "p-tuning" -> Recipe.PAPER_P_TUNING;
            case FULL -> Recipe.SMALL_FULL;
            default -> from.startsWith("small") ? Recipe.SMALL_SAFE : Recipe.PAPER_LORA;
        };
    }

    private record Reading(Map<String, String> text) {
        Recipe recipe() throws TrainingException {
            try {
                return new Recipe(text("recipe"), method(), optimizer(), number("learning-rate"), one(Schedule.class, "schedule"), whole("warm-up"),
                        number("weight-decay"), whole("batch"), whole("accumulation"), number("epochs"), whole("most-steps"), whole("prompt-tokens"),
                        whole("answer-tokens"), number("clip"), number("kl-to-base"), number("label-smoothing"), one(Arithmetic.class, "arithmetic"),
                        one(BaseStorage.class, "base"), truth("recompute"), whole("evaluate-every"), whole("look-samples"), whole("save-every"), seed(),
                        KeptSteps.parse(text("keep")), one(AlarmPolicy.class, "on-alarm"));
            } catch (IllegalArgumentException e) {
                throw new TrainingException(Reason.BAD_RECIPE, String.valueOf(e.getMessage()));
            }
        }

        private Method method() throws TrainingException {
            return switch (text("method")) {
                case "lora" -> new Method.Lora(whole("rank"), number("alpha"), number("dropout"), targets());
                case "p-tuning" -> new Method.Prefix(whole("prefix"), number("deviation"));
                case FULL -> new Method.Full();
                default -> throw bad("method");
            };
        }

        private Set<LoraTarget> targets() throws TrainingException {
            Set<LoraTarget> targets = EnumSet.noneOf(LoraTarget.class);
            for (String key : text("targets").split(",")) {
                targets.add(Arrays.stream(LoraTarget.values()).filter(t -> t.key().equals(key.strip())).findFirst().orElseThrow(() -> bad("targets")));
            }
            return targets;
        }

        private Optimizer optimizer() throws TrainingException {
            return switch (text("optimizer")) {
                case "lion" -> Optimizer.Lion.PUBLISHED;
                case "adamw" -> Optimizer.AdamW.USUAL;
                default -> throw bad("optimizer");
            };
        }

        private String text(String key) {
            return String.valueOf(text.get(key));
        }

        private TrainingException bad(String key) {
            return new TrainingException(Reason.BAD_RECIPE, key + " = " + text(key));
        }

        private double number(String key) throws TrainingException {
            try {
                return Double.parseDouble(text(key));
            } catch (NumberFormatException e) {
                throw bad(key);
            }
        }

        private int whole(String key) throws TrainingException {
            try {
                return Integer.parseInt(text(key));
            } catch (NumberFormatException e) {
                throw bad(key);
            }
        }

        private long seed() throws TrainingException {
            try {
                return Long.parseLong(text("seed"));
            } catch (NumberFormatException e) {
                throw bad("seed");
            }
        }

        private boolean truth(String key) throws TrainingException {
            return switch (text(key)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw bad(key);
            };
        }

        private <E extends Enum<E>> E one(Class<E> type, String key) throws TrainingException {
            try {
                return Enum.valueOf(type, text(key).toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw bad(key);
            }
        }
    }
}
