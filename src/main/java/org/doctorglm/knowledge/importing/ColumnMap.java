package org.doctorglm.knowledge.importing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.knowledge.KnowledgeException;

/// Which column of one table holds which field.
///
/// @param file the table
/// @param fields the header of the column taken for a field
/// @param unknown headers of columns that are passed over
public record ColumnMap(Path file, Map<TableColumn, String> fields, List<String> unknown, Map<TableColumn, Integer> places) {
    /// Before the number of a column that is meant by its place.
    static final String NUMBER = "#";
    private static final int MOST_COLUMNS = 200;
    private static final int MOST_NAMED = 12;

    public ColumnMap {
        fields = Map.copyOf(fields);
        unknown = List.copyOf(unknown);
        places = Map.copyOf(places);
    }

    /// @param header the first row
    /// @param wanted what somebody said about columns, by title or number
    /// @param guess whether the others are guessed from their titles
    /// @throws KnowledgeException when a wanted column is not there, or none holds the name
    static ColumnMap of(Path file, List<String> header, Map<TableColumn, String> wanted, boolean guess) throws KnowledgeException {
        List<String> titles = titles(header);
        Map<TableColumn, Integer> places = new EnumMap<>(TableColumn.class);
        for (Map.Entry<TableColumn, String> one : wanted.entrySet()) {
            int at = place(titles, one.getValue().strip());
            if (at < 0) {
                throw new KnowledgeException(KnowledgeException.Reason.NO_SUCH_COLUMN, file, one.getValue());
            }
            places.put(one.getKey(), at);
        }
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < titles.size(); i++) {
            if (!places.containsValue(i) && !(guess && guessed(titles.get(i), i, places)) && !titles.get(i).isBlank()) {
                unknown.add(shortened(titles.get(i)));
            }
        }
        if (!places.containsKey(TableColumn.NAME)) {
            throw new KnowledgeException(KnowledgeException.Reason.NO_NAME_COLUMN, file,
                    String.join(", ", titles.stream().limit(MOST_NAMED).map(ColumnMap::shortened).toList()));
        }
        Map<TableColumn, String> fields = new EnumMap<>(TableColumn.class);
        places.forEach((column, at) -> fields.put(column, shortened(titles.get(at))));
        return new ColumnMap(file, fields, unknown, places);
    }

    static List<String> titles(List<String> header) {
        return header.stream().limit(MOST_COLUMNS).map(String::strip).toList();
    }

    /// @return -1 where there is no such column
    private static int place(List<String> titles, String wanted) {
        int at = titles.indexOf(wanted);
        if (at < 0 && wanted.matches(NUMBER + "[1-9][0-9]{0,2}")) {
            int number = Integer.parseInt(wanted.substring(1));
            return number <= titles.size() ? number - 1 : -1;
        }
        return at;
    }

    private static boolean guessed(String title, int at, Map<TableColumn, Integer> places) {
        return TableColumn.guess(title).filter(column -> places.putIfAbsent(column, at) == null).isPresent();
    }

    private static String shortened(String title) {
        return title.substring(0, Math.min(40, title.length())).replaceAll("\\p{Cntrl}", " ");
    }

    /// The cell of a row, empty where the table has none.
    String cell(List<String> row, TableColumn column) {
        Integer at = places.get(column);
        return at == null || at >= row.size() ? "" : row.get(at);
    }
}
