package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.stream.IntStream;
import org.doctorglm.model.GlmConfig;

/// What tokens see of one another.
interface Attention {
    /// @param qkv `[tokens, 3·hidden]` in the pack's row order
    /// @return `[tokens, hidden]`
    NDArray mix(int layer, NDArray qkv, Changes changes);

    /// Queries, keys and values of the tokens, turned by their positions: `[heads, tokens, headDim]` each.
    record Turned(NDArray queries, NDArray keys, NDArray values) {
        /// Arrays are cut by splitting: its way back is one copy, where that of a slice is an array of zeros as large as what it was cut from.
        ///
        /// @param cos of [Packing]
        /// @param lengths of the samples that lie one behind the other
        static List<Turned> of(NDArray qkv, NDArray cos, NDArray sin, GlmConfig config, Kernels kernels, int[] lengths) {
            long tokens = qkv.getShape().get(0);
            NDList parts = qkv.split(new long[] {2L * config.hidden()}, 1);
            NDList turned = split(kernels.turn(parts.getFirst().reshape(tokens, 2, config.heads(), config.headDim()), cos, sin), lengths);
            NDList values = split(parts.get(1).reshape(tokens, config.heads(), config.headDim()), lengths);
            return IntStream.range(0, lengths.length).mapToObj(i -> of(turned.get(i), values.get(i))).toList();
        }

        private static Turned of(NDArray turned, NDArray values) {
            NDList both = turned.split(new long[] {1}, 1);
            return new Turned(both.getFirst().squeeze(1).transpose(1, 0, 2), both.get(1).squeeze(1).transpose(1, 0, 2), values.transpose(1, 0, 2));
        }

        private static NDList split(NDArray rows, int[] lengths) {
            if (lengths.length == 1) {
                return new NDList(rows);
            }
            long[] starts = new long[lengths.length - 1];
            for (int i = 0, at = 0; i < starts.length; i++) {
                starts[i] = at += lengths[i];
            }
            return rows.split(starts, 0);
        }
    }

    /// Whole samples at once.
    ///
    /// @param cache receives keys and values of a single sample when an answer is to follow it
    record Whole(Packing packing, GlmConfig config, KeyValues cache, Kernels kernels) implements Attention {
        @Override
        public NDArray mix(int layer, NDArray qkv, Changes changes) {
            List<Turned> samples = Turned.of(qkv, packing.cos(), packing.sin(), config, kernels, packing.lengths());
            NDList parts = new NDList();
            for (int i = 0; i < samples.size(); i++) {
                Turned own = samples.get(i);
                NDArray k = behind(changes.keys(layer), own.keys());
                NDArray v = behind(changes.values(layer), own.values());
                cache.put(layer, k, v);
                parts.add(kernels.attend(own.queries(), k, v, packing.masks().get(i)));
            }
            return parts.size() == 1 ? parts.getFirst() : NDArrays.concat(parts, 0);
        }

        private static NDArray behind(@org.jspecify.annotations.Nullable NDArray prefix, NDArray own) {
            return prefix == null ? own : Values.freedWith(NDArrays.concat(new NDList(prefix, own), 1), own);
        }
    }

    /// One more token behind those of a cache: it sees them all.
    ///
    /// @param mask `[1, 1]`, zero
    record Next(NDArray cos, NDArray sin, NDArray mask, GlmConfig config, KeyValues cache, Kernels kernels) implements Attention {
        @Override
        public NDArray mix(int layer, NDArray qkv, Changes changes) {
            Turned own = Turned.of(qkv, cos, sin, config, kernels, new int[1]).getFirst();
            KeyValues.Pair seen = cache.append(layer, own.keys(), own.values());
            return kernels.attend(own.queries(), seen.keys(), seen.values(), mask);
        }
    }
}
