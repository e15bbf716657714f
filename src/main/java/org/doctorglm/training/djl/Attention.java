package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.model.GlmConfig;

/// What tokens see of one another.
interface Attention {
    /// @param qkv `[tokens, 3·hidden]` in the pack's row order
    /// @return `[tokens, hidden]`
    NDArray mix(int layer, NDArray qkv, Changes changes);

    /// Queries, keys and values of the tokens, turned by their positions: `[tokens, heads, headDim]` each.
    record Turned(NDArray queries, NDArray keys, NDArray values) {
        /// @param cos of [Packing]
        static Turned of(NDArray qkv, NDArray cos, NDArray sin, GlmConfig config) {
            long tokens = qkv.getShape().get(0);
            int half = config.headDim() / 2;
            NDArray both = qkv.get(":, :{}", 2 * config.hidden()).reshape(tokens, 2, config.heads(), config.headDim());
            NDArray swapped = NDArrays.concat(new NDList(both.get("..., {}:", half), both.get("..., :{}", half)), 3);
            NDArray rotated = both.mul(cos).add(swapped.mul(sin));
            NDArray values = qkv.get(":, {}:", 2 * config.hidden()).reshape(tokens, config.heads(), config.headDim());
            return new Turned(rotated.get(":, 0"), rotated.get(":, 1"), values);
        }

        Turned rows(int from, int to) {
            NDIndex rows = new NDIndex("{}:{}", from, to);
            return new Turned(queries.get(rows), keys.get(rows), values.get(rows));
        }
    }

    /// `softmax(scores)·v`, by head.
    ///
    /// @param scores `[heads, tokens, seen]`
    /// @return `[tokens, hidden]`
    static NDArray weigh(NDArray scores, NDArray v) {
        NDArray mixed = scores.softmax(-1).matMul(v).transpose(1, 0, 2);
        return mixed.reshape(new Shape(scores.getShape().get(1), -1));
    }

    /// Whole samples at once.
    ///
    /// @param cache receives keys and values of a single sample when an answer is to follow it
    record Whole(Packing packing, GlmConfig config, KeyValues cache) implements Attention {
        @Override
        public NDArray mix(int layer, NDArray qkv, Changes changes) {
            Turned all = Turned.of(qkv, packing.cos(), packing.sin(), config);
            List<NDArray> parts = new ArrayList<>();
            for (int i = 0; i < packing.starts().length; i++) {
                int from = packing.starts()[i];
                Turned own = all.rows(from, from + packing.sequences().get(i).length());
                NDArray q = own.queries().transpose(1, 0, 2);
                NDArray k = behind(changes.keys(layer), own.keys().transpose(1, 0, 2));
                NDArray v = behind(changes.values(layer), own.values().transpose(1, 0, 2));
                cache.put(layer, k, v);
                parts.add(weigh(q.matMul(k.transpose(0, 2, 1)).add(packing.masks().get(i)), v));
            }
            return parts.size() == 1 ? parts.getFirst() : NDArrays.concat(new NDList(parts), 0);
        }

        private static NDArray behind(@org.jspecify.annotations.Nullable NDArray prefix, NDArray own) {
            return prefix == null ? own : Values.freedWith(NDArrays.concat(new NDList(prefix, own), 1), own);
        }
    }

    /// One more token behind those of a cache: it sees them all.
    record Next(NDArray cos, NDArray sin, GlmConfig config, KeyValues cache) implements Attention {
        @Override
        public NDArray mix(int layer, NDArray qkv, Changes changes) {
            Turned own = Turned.of(qkv, cos, sin, config);
            KeyValues.Pair seen = cache.append(layer, own.keys().transpose(1, 0, 2), own.values().transpose(1, 0, 2));
            NDArray q = own.queries().transpose(1, 0, 2);
            return weigh(q.matMul(seen.keys().transpose(0, 2, 1)), seen.values());
        }
    }
}
