package org.doctorglm.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Rounds matrices in blocks along the input axis and lays them out in tiles, as our kernels read them (`src/main/c/kernels.h`).
///
/// A weight is `(q − zero) · scale`, the scale in FP16 times 1/256. 4 bits: `scale = (max − min)/15` with a zero point for each block
/// (asymmetric) or `scale = −extreme/8`, zero 8 (symmetric). 8 bits: `scale = max|w|/127`, signed.
/// The codes are those nearest to the weights under the scale as stored. Cutting outliers off for a smaller squared error was tried and
/// made answers worse (decision 1).
///
/// A tile holds [#TILE] rows. Pure functions.
///
/// @param bits 4 or 8
/// @param block columns that share a scale, a power of two from 32
/// @param symmetric without zero points
public record Quantizer(int bits, int block, boolean symmetric) {
    /// Rows of a tile.
    public static final int TILE = 8;
    /// Columns of the smallest unit of a tile.
    private static final int UNIT = 32;
    /// Stored scales are this many times the real ones, so that small ones do not fall into FP16's denormal range.
    private static final float SCALE_FACTOR = 256;
    private static final Pattern KEY = Pattern.compile("int([48])(s?)\\.(\\d{2,4})");

    public Quantizer {
        if (bits != 4 && bits != 8 || Integer.bitCount(block) != 1 || block < UNIT || block > 1024 || bits == 8 && !symmetric) {
            throw new IllegalArgumentException(bits + " bits, block " + block + ", symmetric " + symmetric);
        }
    }

    /// Name of the layout in manifests: `int4.32`, symmetric `int4s.32`, `int8.32`.
    public String key() {
        return "int" + bits + (symmetric && bits == 4 ? "s" : "") + "." + block;
    }

    static Optional<Quantizer> of(String key) {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int bits = Integer.parseInt(matcher.group(1));
        try {
            return Optional.of(new Quantizer(bits, Integer.parseInt(matcher.group(3)), bits == 8 || !matcher.group(2).isEmpty()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public int blocks(int columns) {
        return (columns + block - 1) / block;
    }

    /// Bytes of the weights of one block of a tile; the scales follow them.
    public int codeBytes() {
        return TILE * block * bits / 8;
    }

    private int blockBytes() {
        return codeBytes() + 2 * TILE + (symmetric ? 0 : TILE);
    }

    /// Bytes of one tile.
    public int tileBytes(int columns) {
        return Math.multiplyExact(blocks(columns), blockBytes());
    }

    /// Rounds up to [#TILE] rows; missing ones become zeros.
    ///
    /// @param rows `count` rows of `columns` values from `from` on
    /// @param tile receives [#tileBytes(int)] bytes from `to` on
    /// @throws ArithmeticException for a weight that is no finite number or too large
    public void pack(float[] rows, int from, int count, int columns, byte[] tile, int to) {
        java.util.Arrays.fill(tile, to, to + tileBytes(columns), (byte) 0);
        byte[] codes = new byte[block];
        for (int b = 0; b < blocks(columns); b++) {
            int at = to + b * blockBytes();
            int width = Math.min(block, columns - b * block);
            for (int lane = 0; lane < TILE; lane++) {
                Rounded rounded = lane < count ? round(rows, from + lane * columns + b * block, width, codes) : zeros(codes);
                for (int i = 0; i < block; i++) {
                    put(tile, at, lane, i, codes[i]);
                }
                int scaleAt = at + codeBytes() + 2 * lane;
                tile[scaleAt] = (byte) rounded.scale;
                tile[scaleAt + 1] = (byte) (rounded.scale >> 8);
                if (!symmetric) {
                    tile[at + codeBytes() + 2 * TILE + lane] = (byte) rounded.zero;
                }
            }
        }
    }

    private Rounded zeros(byte[] codes) {
        Rounded nothing = new Rounded((short) 0, middle());
        java.util.Arrays.fill(codes, (byte) nothing.zero);
        return nothing;
    }

    /// Code of a zero in a symmetric block.
    private int middle() {
        return bits == 8 ? 0 : 8;
    }

    private void put(byte[] tile, int at, int lane, int column, byte code) {
        int unit = column / UNIT;
        int vector = column % UNIT / 4;
        if (bits == 8) {
            tile[at + unit * TILE * UNIT + vector * UNIT + lane * 4 + column % 4] = code;
        } else {
            tile[at + unit * TILE * UNIT / 2 + vector % 4 * UNIT + lane * 4 + column % 4] |= (byte) (code << vector / 4 * 4);
        }
    }

    /// @return the code of a row's column: unsigned for 4 bits, signed for 8
    private int code(byte[] tile, int at, int lane, int column) {
        int unit = column / UNIT;
        int vector = column % UNIT / 4;
        return bits == 8 ? tile[at + unit * TILE * UNIT + vector * UNIT + lane * 4 + column % 4]
                : tile[at + unit * TILE * UNIT / 2 + vector % 4 * UNIT + lane * 4 + column % 4] >> vector / 4 * 4 & 15;
    }

    /// One row of a tile, as codes and what is needed to read them: for engines with another layout.
    ///
    /// @param codes receives one code a column, 0 to 15 for 4 bits, 0 to 255 (zero at 128) for 8; whole blocks
    /// @param scales receives one for each block
    /// @param zeros receives one for each block, where asymmetric
    public void unpack(byte[] tile, int lane, int columns, byte[] codes, float[] scales, byte[] zeros) {
        for (int b = 0; b < blocks(columns); b++) {
            int at = b * blockBytes();
            for (int i = 0; i < block; i++) {
                codes[b * block + i] = (byte) (code(tile, at, lane, i) + (bits == 8 ? 128 : 0));
            }
            scales[b] = scale(tile, at, lane);
            if (!symmetric) {
                zeros[b] = tile[at + codeBytes() + 2 * TILE + lane];
            }
        }
    }

    /// One row of a tile as weights.
    public void weights(byte[] tile, int lane, int columns, float[] target, int to) {
        for (int i = 0; i < columns; i++) {
            int at = i / block * blockBytes();
            int zero = symmetric ? middle() : tile[at + codeBytes() + 2 * TILE + lane];
            target[to + i] = (code(tile, at, lane, i % block) - zero) * scale(tile, at, lane);
        }
    }

    private float scale(byte[] tile, int at, int lane) {
        int scaleAt = at + codeBytes() + 2 * lane;
        return Float.float16ToFloat((short) (tile[scaleAt] & 0xFF | tile[scaleAt + 1] << 8)) / SCALE_FACTOR;
    }

    /// @param scale as stored, bits of an FP16 number
    private record Rounded(short scale, int zero) {
    }

    private Rounded round(float[] weights, int from, int width, byte[] codes) {
        float min = 0;
        float max = 0;
        for (int i = from; i < from + width; i++) {
            if (!Float.isFinite(weights[i])) {
                throw new ArithmeticException(String.valueOf(weights[i]));
            }
            min = Math.min(min, weights[i]);
            max = Math.max(max, weights[i]);
        }
        Rounded rounded = range(min, max);
        encode(weights, from, width, rounded, codes);
        return rounded;
    }

    private Rounded range(float min, float max) {
        short stored = Float.floatToFloat16(exactScale(min, max) * SCALE_FACTOR);
        float scale = Float.float16ToFloat(stored) / SCALE_FACTOR;
        if (!Float.isFinite(scale)) {
            throw new ArithmeticException(min + " … " + max);
        }
        return new Rounded(stored, symmetric ? middle() : scale == 0 ? 0 : Math.clamp(Math.round(-min / scale), 0, 15));
    }

    private float exactScale(float min, float max) {
        if (!symmetric) {
            return (max - min) / 15;
        }
        if (bits == 8) {
            return Math.max(max, -min) / 127;
        }
        // The extreme value lies on −8 exactly, whatever its sign; the other side reaches 7. An empty block gets +0.
        return (max > -min ? max : min) / -8 + 0f;
    }

    private void encode(float[] weights, int from, int width, Rounded rounded, byte[] codes) {
        float scale = Float.float16ToFloat(rounded.scale) / SCALE_FACTOR;
        float inverse = scale == 0 ? 0 : 1 / scale;
        for (int i = 0; i < width; i++) {
            codes[i] = (byte) nearest(weights[from + i] * inverse, rounded.zero);
        }
        java.util.Arrays.fill(codes, width, block, (byte) rounded.zero);
    }

    private int nearest(float units, int zero) {
        // Rounds half up, without the checks of Math.round: this line runs once for each weight of the network.
        int q = (int) Math.floor(units + 0.5f) + zero;
        return bits == 8 ? Math.clamp(q, -127, 127) : Math.clamp(q, 0, 15);
    }
}
