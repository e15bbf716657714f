package org.doctorglm.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.metrics.Bootstrap;
import org.doctorglm.metrics.OverlapMetric;
import org.doctorglm.training.MetricTable;

/// Reads what `train compare --metrics` printed.
final class MetricTables {
    private MetricTables() {
    }

    static MetricTable of(JsonNode json) {
        List<MetricTable.Row> rows = new ArrayList<>();
        for (JsonNode row : json.path("rows")) {
            Map<OverlapMetric, MetricTable.Figure> figures = new EnumMap<>(OverlapMetric.class);
            for (OverlapMetric metric : OverlapMetric.values()) {
                String key = metric.key();
                MetricTable.Change change = row.has(key + "Change")
                        ? new MetricTable.Change(row.path(key + "Change").asDouble(), interval(row.path(key + "ChangeInterval"))) : null;
                figures.put(metric, new MetricTable.Figure(row.path(key).asDouble(), interval(row.path(key + "Interval")), change));
            }
            rows.add(new MetricTable.Row(row.path("step").asLong(), figures));
        }
        return new MetricTable(json.path("questions").asInt(), json.path("answerTokens").asInt(), rows);
    }

    private static Bootstrap.Interval interval(JsonNode json) {
        return new Bootstrap.Interval(json.path("low").asDouble(), json.path("high").asDouble());
    }
}
