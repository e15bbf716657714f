/* Compiled once for each instruction set: LEVEL names it. See kernels.h. */
#include "kernels.h"
#include <immintrin.h>
#include <stddef.h>

#define JOIN2(a, b) a##_##b
#define JOIN(a, b) JOIN2(a, b)
#define NAME(f) JOIN(f, LEVEL)

/* Rows of activations that share one unpacking of the weights: as many as the registers hold. */
#define MOST_ROWS 6

static inline float sum8(__m256 v) {
    __m128 s = _mm_add_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
    s = _mm_add_ps(s, _mm_movehl_ps(s, s));
    return _mm_cvtss_f32(_mm_add_ss(s, _mm_movehdup_ps(s)));
}

static inline float max8(__m256 v) {
    __m128 s = _mm_max_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
    s = _mm_max_ps(s, _mm_movehl_ps(s, s));
    return _mm_cvtss_f32(_mm_max_ss(s, _mm_movehdup_ps(s)));
}

/* e^x by range reduction to [-ln2/2, ln2/2] and the minimax polynomial of degree 6; relative error below 2e-7. */
static inline __m256 exp8(__m256 x) {
    x = _mm256_min_ps(_mm256_max_ps(x, _mm256_set1_ps(-87.3f)), _mm256_set1_ps(88.0f));
    __m256 n = _mm256_round_ps(_mm256_mul_ps(x, _mm256_set1_ps(1.44269504f)), _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
    __m256 r = _mm256_fnmadd_ps(n, _mm256_set1_ps(0.693359375f), x);
    r = _mm256_fnmadd_ps(n, _mm256_set1_ps(-2.12194440e-4f), r);
    __m256 p = _mm256_set1_ps(1.0f / 720);
    p = _mm256_fmadd_ps(p, r, _mm256_set1_ps(1.0f / 120));
    p = _mm256_fmadd_ps(p, r, _mm256_set1_ps(1.0f / 24));
    p = _mm256_fmadd_ps(p, r, _mm256_set1_ps(1.0f / 6));
    p = _mm256_fmadd_ps(p, r, _mm256_set1_ps(0.5f));
    p = _mm256_fmadd_ps(p, r, _mm256_set1_ps(1.0f));
    p = _mm256_fmadd_ps(p, r, _mm256_set1_ps(1.0f));
    __m256i e = _mm256_slli_epi32(_mm256_add_epi32(_mm256_cvtps_epi32(n), _mm256_set1_epi32(127)), 23);
    return _mm256_mul_ps(p, _mm256_castsi256_ps(e));
}

/* x/2 * (1 + tanh(u)) = x / (1 + e^(-2u)), u = sqrt(2/pi) * (x + 0.044715 x^3) */
static inline __m256 gelu8(__m256 x) {
    __m256 u = _mm256_mul_ps(x, _mm256_fmadd_ps(_mm256_mul_ps(x, x), _mm256_set1_ps(0.0356774081f), _mm256_set1_ps(0.797884561f)));
    __m256 e = exp8(_mm256_mul_ps(u, _mm256_set1_ps(-2.0f)));
    return _mm256_div_ps(x, _mm256_add_ps(e, _mm256_set1_ps(1.0f)));
}

static inline __m256i first8(int64_t n) {
    return _mm256_cmpgt_epi32(_mm256_set1_epi32((int) n), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
}

static inline __m256 load_some(const float *p, int64_t n) {
    return n >= 8 ? _mm256_loadu_ps(p) : _mm256_maskload_ps(p, first8(n));
}

static inline void store_some(float *p, __m256 v, int64_t n) {
    if (n >= 8) {
        _mm256_storeu_ps(p, v);
    } else if (n > 0) {
        _mm256_maskstore_ps(p, first8(n), v);
    }
}

void NAME(quantize)(const float *x, int64_t rows, int64_t columns, int8_t *q, float *scale, float *sum) {
    const __m256 magnitude = _mm256_castsi256_ps(_mm256_set1_epi32(0x7FFFFFFF));
    const __m256i lanes = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
    int64_t blocks = (columns + BLOCK - 1) / BLOCK;
    for (int64_t r = 0; r < rows; r++) {
        for (int64_t b = 0; b < blocks; b++) {
            const float *from = x + r * columns + b * BLOCK;
            int64_t left = columns - b * BLOCK;
            __m256 v[4];
            __m256 most = _mm256_setzero_ps();
            for (int i = 0; i < 4; i++) {
                v[i] = left > 8 * i ? load_some(from + 8 * i, left - 8 * i) : _mm256_setzero_ps();
                most = _mm256_max_ps(most, _mm256_and_ps(v[i], magnitude));
            }
            float extreme = max8(most);
            float unit = extreme / 127;
            __m256 inverse = _mm256_set1_ps(extreme > 0 ? 127 / extreme : 0);
            __m256i w[4];
            __m256i total = _mm256_setzero_si256();
            for (int i = 0; i < 4; i++) {
                w[i] = _mm256_cvtps_epi32(_mm256_mul_ps(v[i], inverse));
                total = _mm256_add_epi32(total, w[i]);
            }
            __m256i packed = _mm256_packs_epi16(_mm256_packs_epi32(w[0], w[1]), _mm256_packs_epi32(w[2], w[3]));
            _mm256_storeu_si256((__m256i *) (q + (r * blocks + b) * BLOCK), _mm256_permutevar8x32_epi32(packed, lanes));
            scale[r * blocks + b] = unit;
            sum[r * blocks + b] = unit * sum8(_mm256_cvtepi32_ps(total));
        }
    }
}

static inline __m256i four(const int8_t *p) {
    int32_t v;
    __builtin_memcpy(&v, p, 4);
    return _mm256_set1_epi32(v);
}

static inline __m256 halves(const uint8_t *p) {
    return _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *) p));
}

/* Sums of weight * activation for 8 rows of weights: four columns are added to `s`. Weights are bytes 0..15, so that the 16-bit sums of
 * AVX2 cannot overflow within 32 columns; `total` makes 32-bit sums of them. */
#ifdef VNNI
static inline __m256i begin_sum(__m256i w, __m256i a) {
    return _mm256_dpbusd_epi32(_mm256_setzero_si256(), w, a);
}

static inline __m256i add_sum(__m256i s, __m256i w, __m256i a) {
    return _mm256_dpbusd_epi32(s, w, a);
}

static inline __m256i total(__m256i s) {
    return s;
}
#else
static inline __m256i begin_sum(__m256i w, __m256i a) {
    return _mm256_maddubs_epi16(w, a);
}

static inline __m256i add_sum(__m256i s, __m256i w, __m256i a) {
    return _mm256_add_epi16(s, _mm256_maddubs_epi16(w, a));
}

static inline __m256i total(__m256i s) {
    return _mm256_madd_epi16(s, _mm256_set1_epi16(1));
}
#endif

/* Sum over 32 columns for signed weights -127..127: |w| times a with the sign of w. Two products fit into 16 bits, four do not. */
static inline __m256i dot8(const __m256i *w, const __m256i *magnitude, const int8_t *a) {
    __m256i s = _mm256_setzero_si256();
    for (int g = 0; g < 8; g++) {
        __m256i signed_a = _mm256_sign_epi8(four(a + 4 * g), w[g]);
#ifdef VNNI
        s = _mm256_dpbusd_epi32(s, magnitude[g], signed_a);
#else
        s = _mm256_add_epi32(s, _mm256_madd_epi16(_mm256_maddubs_epi16(magnitude[g], signed_a), _mm256_set1_epi16(1)));
#endif
    }
    return s;
}

static inline void finish(__m256 acc, const struct matrix *w, const struct output *out, int64_t row, int64_t n) {
    int64_t some = w->outputs - n;
    acc = _mm256_mul_ps(acc, _mm256_set1_ps(1.0f / 256));
    if (w->bias) {
        acc = _mm256_add_ps(acc, load_some(w->bias + n, some));
    }
    if (out->add) {
        acc = _mm256_add_ps(acc, load_some(out->y + row * out->stride + n, some));
    }
    if (out->activation == ACTIVATION_GELU) {
        acc = gelu8(acc);
    }
    store_some(out->y + row * out->stride + n, acc, some);
}

static inline __attribute__((always_inline)) void tile4(const struct matrix *w, const struct input *in, const struct output *out,
                                                        const uint8_t *tile, int64_t n, int64_t row, const int rows, const int zeros) {
    const __m256i low = _mm256_set1_epi8(15);
    int64_t blocks = in->padded / BLOCK;
    __m256 acc[MOST_ROWS];
    for (int r = 0; r < rows; r++) {
        acc[r] = _mm256_setzero_ps();
    }
    for (int64_t b = 0; b < blocks; ) {
        int64_t subs = w->sub < blocks - b ? w->sub : blocks - b;
        const uint8_t *tail = tile + 128 * w->sub;
        __m256 scale = halves(tail);
        __m256 offset = zeros ? _mm256_mul_ps(scale, _mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *) (tail + 16)))))
                              : _mm256_mul_ps(scale, _mm256_set1_ps(8));
        for (int64_t s = 0; s < subs; s++, b++, tile += 128) {
            const int8_t *a = in->q + (row * blocks + b) * BLOCK;
            __m256i sums[MOST_ROWS];
            for (int g = 0; g < 4; g++) {
                __m256i packed = _mm256_loadu_si256((const __m256i *) (tile + 32 * g));
                __m256i even = _mm256_and_si256(packed, low);
                __m256i odd = _mm256_and_si256(_mm256_srli_epi16(packed, 4), low);
                for (int r = 0; r < rows; r++) {
                    const int8_t *at = a + r * in->padded + 4 * g;
                    sums[r] = g == 0 ? begin_sum(even, four(at)) : add_sum(sums[r], even, four(at));
                    sums[r] = add_sum(sums[r], odd, four(at + 16));
                }
            }
            _mm_prefetch((const char *) tile + 1024, _MM_HINT_T0);
            _mm_prefetch((const char *) tile + 1088, _MM_HINT_T0);
            for (int r = 0; r < rows; r++) {
                int64_t at = (row + r) * blocks + b;
                __m256 products = _mm256_cvtepi32_ps(total(sums[r]));
                acc[r] = _mm256_fmadd_ps(products, _mm256_mul_ps(scale, _mm256_set1_ps(in->scale[at])), acc[r]);
                acc[r] = _mm256_fnmadd_ps(offset, _mm256_set1_ps(in->sum[at]), acc[r]);
            }
        }
        tile = tail + (zeros ? 24 : 16);
    }
    for (int r = 0; r < rows; r++) {
        finish(acc[r], w, out, row + r, n);
    }
}

static inline __attribute__((always_inline)) void tile8(const struct matrix *w, const struct input *in, const struct output *out,
                                                        const uint8_t *tile, int64_t n, int64_t row, const int rows) {
    int64_t blocks = in->padded / BLOCK;
    __m256 acc[MOST_ROWS];
    for (int r = 0; r < rows; r++) {
        acc[r] = _mm256_setzero_ps();
    }
    for (int64_t b = 0; b < blocks; ) {
        int64_t subs = w->sub < blocks - b ? w->sub : blocks - b;
        const uint8_t *tail = tile + 256 * w->sub;
        __m256 scale = halves(tail);
        for (int64_t s = 0; s < subs; s++, b++, tile += 256) {
            __m256i v[8];
            __m256i m[8];
            for (int g = 0; g < 8; g++) {
                v[g] = _mm256_loadu_si256((const __m256i *) (tile + 32 * g));
                m[g] = _mm256_abs_epi8(v[g]);
            }
            _mm_prefetch((const char *) tile + 1024, _MM_HINT_T0);
            _mm_prefetch((const char *) tile + 1088, _MM_HINT_T0);
            _mm_prefetch((const char *) tile + 1152, _MM_HINT_T0);
            _mm_prefetch((const char *) tile + 1216, _MM_HINT_T0);
            for (int r = 0; r < rows; r++) {
                int64_t at = (row + r) * blocks + b;
                __m256 products = _mm256_cvtepi32_ps(dot8(v, m, in->q + at * BLOCK));
                acc[r] = _mm256_fmadd_ps(products, _mm256_mul_ps(scale, _mm256_set1_ps(in->scale[at])), acc[r]);
            }
        }
        tile = tail + 16;
    }
    for (int r = 0; r < rows; r++) {
        finish(acc[r], w, out, row + r, n);
    }
}

static inline __m256 weights8(const uint8_t *row, int64_t type, int64_t i, int64_t left) {
    if (type == WEIGHT_F32) {
        return load_some((const float *) row + i, left);
    }
    if (left >= 8) {
        return halves(row + 2 * i);
    }
    uint16_t some[8] = {0};
    __builtin_memcpy(some, row + 2 * i, (size_t) (2 * left));
    return _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *) some));
}

static inline __attribute__((always_inline)) void dots(const struct matrix *w, const struct input *in, const struct output *out, int64_t n,
                                                       int64_t row, const int rows, const int type) {
    const uint8_t *weights = w->data + n * w->columns * (type == WEIGHT_F32 ? 4 : 2);
    __m256 acc[MOST_ROWS][2];
    for (int r = 0; r < rows; r++) {
        acc[r][0] = acc[r][1] = _mm256_setzero_ps();
    }
    int64_t k = w->columns;
    int64_t i = 0;
    for (; i + 16 <= k; i += 16) {
        for (int h = 0; h < 2; h++) {
            __m256 v = weights8(weights, type, i + 8 * h, 8);
            for (int r = 0; r < rows; r++) {
                acc[r][h] = _mm256_fmadd_ps(v, _mm256_loadu_ps(in->x + (row + r) * k + i + 8 * h), acc[r][h]);
            }
        }
    }
    for (; i < k; i += 8) {
        __m256 v = weights8(weights, type, i, k - i);
        for (int r = 0; r < rows; r++) {
            acc[r][0] = _mm256_fmadd_ps(v, load_some(in->x + (row + r) * k + i, k - i), acc[r][0]);
        }
    }
    for (int r = 0; r < rows; r++) {
        float y = sum8(_mm256_add_ps(acc[r][0], acc[r][1])) + (w->bias ? w->bias[n] : 0);
        if (out->add) {
            y += out->y[(row + r) * out->stride + n];
        }
        if (out->activation == ACTIVATION_GELU) {
            y = _mm256_cvtss_f32(gelu8(_mm256_set1_ps(y)));
        }
        out->y[(row + r) * out->stride + n] = y;
    }
}

/* Six rows at a time, then three, then one: `kernel` is called with a constant number of rows. */
#define EACH_ROW(kernel, ...)                        \
    do {                                             \
        int64_t row = 0;                             \
        for (; row + 6 <= in->rows; row += 6) {      \
            kernel(w, in, out, __VA_ARGS__, row, 6); \
        }                                            \
        for (; row + 3 <= in->rows; row += 3) {      \
            kernel(w, in, out, __VA_ARGS__, row, 3); \
        }                                            \
        for (; row < in->rows; row++) {              \
            kernel(w, in, out, __VA_ARGS__, row, 1); \
        }                                            \
    } while (0)

#define WITH_ZEROS(w, in, out, tile, n, row, rows) tile4(w, in, out, tile, n, row, rows, 1)
#define SYMMETRIC(w, in, out, tile, n, row, rows) tile4(w, in, out, tile, n, row, rows, 0)
#define FLOATS(w, in, out, n, row, rows) dots(w, in, out, n, row, rows, WEIGHT_F32)
#define HALVES(w, in, out, n, row, rows) dots(w, in, out, n, row, rows, WEIGHT_F16)

void NAME(multiply)(const struct matrix *w, const struct input *in, const struct output *out, int64_t first, int64_t count) {
    int64_t groups = (in->padded / BLOCK + w->sub - 1) / w->sub;
    for (int64_t t = first; t < first + count; t++) {
        int64_t n = t * TILE;
        switch (w->type) {
            case WEIGHT_Q4: {
                const uint8_t *tile = w->data + t * groups * (128 * w->sub + 24);
                EACH_ROW(WITH_ZEROS, tile, n);
                break;
            }
            case WEIGHT_Q4_SYMMETRIC: {
                const uint8_t *tile = w->data + t * groups * (128 * w->sub + 16);
                EACH_ROW(SYMMETRIC, tile, n);
                break;
            }
            case WEIGHT_Q8: {
                const uint8_t *tile = w->data + t * groups * (256 * w->sub + 16);
                EACH_ROW(tile8, tile, n);
                break;
            }
            case WEIGHT_F32:
                for (; n < w->outputs && n < (t + 1) * TILE; n++) {
                    EACH_ROW(FLOATS, n);
                }
                break;
            default:
                for (; n < w->outputs && n < (t + 1) * TILE; n++) {
                    EACH_ROW(HALVES, n);
                }
        }
    }
}

void NAME(normalize)(float *x, const float *add, float alpha, const float *weight, const float *bias, float epsilon, int64_t rows,
                     int64_t columns) {
    for (int64_t r = 0; r < rows; r++) {
        float *row = x + r * columns;
        const float *more = add ? add + r * columns : NULL;
        __m256 total = _mm256_setzero_ps();
        for (int64_t i = 0; i < columns; i += 8) {
            int64_t left = columns - i;
            __m256 v = load_some(row + i, left);
            if (more) {
                v = _mm256_fmadd_ps(v, _mm256_set1_ps(alpha), load_some(more + i, left));
                store_some(row + i, v, left);
            }
            total = _mm256_add_ps(total, v);
        }
        float mean = sum8(total) / (float) columns;
        __m256 squares = _mm256_setzero_ps();
        for (int64_t i = 0; i < columns; i += 8) {
            int64_t left = columns - i;
            __m256 v = _mm256_sub_ps(load_some(row + i, left), _mm256_set1_ps(mean));
            if (left < 8) {
                v = _mm256_and_ps(v, _mm256_castsi256_ps(first8(left)));
            }
            squares = _mm256_fmadd_ps(v, v, squares);
        }
        __m256 inverse = _mm256_set1_ps(1 / _mm_cvtss_f32(_mm_sqrt_ss(_mm_set_ss(sum8(squares) / (float) columns + epsilon))));
        for (int64_t i = 0; i < columns; i += 8) {
            int64_t left = columns - i;
            __m256 v = _mm256_mul_ps(_mm256_sub_ps(load_some(row + i, left), _mm256_set1_ps(mean)), inverse);
            store_some(row + i, _mm256_fmadd_ps(v, load_some(weight + i, left), load_some(bias + i, left)), left);
        }
    }
}

static inline __m256 cached8(const void *p, int64_t type, int64_t i) {
    return type == WEIGHT_F32 ? _mm256_loadu_ps((const float *) p + i) : halves((const uint8_t *) p + 2 * i);
}

static inline void cache_one(void *p, int64_t type, int64_t i, float v) {
    if (type == WEIGHT_F32) {
        ((float *) p)[i] = v;
    } else {
        ((uint16_t *) p)[i] = (uint16_t) _cvtss_sh(v, _MM_FROUND_TO_NEAREST_INT);
    }
}

/* qkv [rows, 3 * heads * dim]: all queries, all keys, all values. One head: rotates, stores keys and values from position `at` on,
 * writes the queries, times 1/sqrt(dim), to [rows, heads, pad]. */
void NAME(rotate)(const float *qkv, int64_t rows, const float *cos, const float *sin, const struct cache *c, int64_t at, int64_t head,
                  float *queries) {
    int64_t hidden = c->heads * c->dim;
    int64_t half = c->dim / 2;
    float unit = 1 / _mm_cvtss_f32(_mm_sqrt_ss(_mm_set_ss((float) c->dim)));
    for (int64_t r = 0; r < rows; r++) {
        const float *q = qkv + r * 3 * hidden + head * c->dim;
        const float *k = q + hidden;
        const float *v = k + hidden;
        float *to = queries + (r * c->heads + head) * c->pad;
        int64_t cell = (head * c->capacity + at + r) * c->pad;
        for (int64_t i = 0; i < half; i++) {
            float co = cos[r * half + i];
            float si = sin[r * half + i];
            to[i] = (q[i] * co - q[i + half] * si) * unit;
            to[i + half] = (q[i + half] * co + q[i] * si) * unit;
            cache_one(c->keys, c->type, cell + i, k[i] * co - k[i + half] * si);
            cache_one(c->keys, c->type, cell + i + half, k[i + half] * co + k[i] * si);
        }
        for (int64_t i = 0; i < c->dim; i++) {
            cache_one(c->values, c->type, cell + i, v[i]);
        }
        for (int64_t i = c->dim; i < c->pad; i++) {
            to[i] = 0;
            cache_one(c->keys, c->type, cell + i, 0);
            cache_one(c->values, c->type, cell + i, 0);
        }
    }
}

static inline __attribute__((always_inline)) void attend_rows(const float *queries, int64_t row, const int rows, const struct cache *c,
                                                              int64_t head, const int64_t *visible, float *scores, float *out, const int type) {
    int64_t stride = c->heads * c->pad;
    int64_t size = type == WEIGHT_F32 ? 4 : 2;
    const uint8_t *keys = (const uint8_t *) c->keys + head * c->capacity * c->pad * size;
    const uint8_t *values = (const uint8_t *) c->values + head * c->capacity * c->pad * size;
    const float *q = queries + row * stride + head * c->pad;
    int64_t most = visible[rows - 1];
    for (int64_t p = 0; p < most; p++) {
        __m256 acc[4];
        for (int r = 0; r < rows; r++) {
            acc[r] = _mm256_setzero_ps();
        }
        for (int64_t i = 0; i < c->pad; i += 8) {
            __m256 k = cached8(keys, type, p * c->pad + i);
            for (int r = 0; r < rows; r++) {
                acc[r] = _mm256_fmadd_ps(k, _mm256_loadu_ps(q + r * stride + i), acc[r]);
            }
        }
        for (int r = 0; r < rows; r++) {
            scores[r * c->capacity + p] = sum8(acc[r]);
        }
    }
    for (int r = 0; r < rows; r++) {
        float *s = scores + r * c->capacity;
        __m256 top = _mm256_set1_ps(-3.4e38f);
        int64_t p = 0;
        for (; p + 8 <= visible[r]; p += 8) {
            top = _mm256_max_ps(top, _mm256_loadu_ps(s + p));
        }
        float peak = max8(top);
        for (; p < visible[r]; p++) {
            peak = s[p] > peak ? s[p] : peak;
        }
        __m256 total = _mm256_setzero_ps();
        for (p = 0; p < visible[r]; p += 8) {
            int64_t left = visible[r] - p;
            __m256 e = exp8(_mm256_sub_ps(load_some(s + p, left), _mm256_set1_ps(peak)));
            if (left < 8) {
                e = _mm256_and_ps(e, _mm256_castsi256_ps(first8(left)));
            }
            total = _mm256_add_ps(total, e);
            store_some(s + p, e, left);
        }
        __m256 inverse = _mm256_set1_ps(1 / sum8(total));
        for (p = 0; p < visible[r]; p += 8) {
            int64_t left = visible[r] - p;
            store_some(s + p, _mm256_mul_ps(load_some(s + p, left), inverse), left);
        }
        for (p = visible[r]; p < most; p++) {
            s[p] = 0;
        }
    }
    for (int64_t i = 0; i < c->pad; i += 16) {
        int wide = i + 8 < c->pad;
        __m256 acc[4][2];
        for (int r = 0; r < rows; r++) {
            acc[r][0] = acc[r][1] = _mm256_setzero_ps();
        }
        for (int64_t p = 0; p < most; p++) {
            __m256 a = cached8(values, type, p * c->pad + i);
            __m256 b = wide ? cached8(values, type, p * c->pad + i + 8) : _mm256_setzero_ps();
            for (int r = 0; r < rows; r++) {
                __m256 s = _mm256_set1_ps(scores[r * c->capacity + p]);
                acc[r][0] = _mm256_fmadd_ps(s, a, acc[r][0]);
                acc[r][1] = _mm256_fmadd_ps(s, b, acc[r][1]);
            }
        }
        for (int r = 0; r < rows; r++) {
            float *to = out + (row + r) * c->heads * c->dim + head * c->dim + i;
            store_some(to, acc[r][0], c->dim - i);
            if (wide) {
                store_some(to + 8, acc[r][1], c->dim - i - 8);
            }
        }
    }
}

/* One head. queries [rows, heads, pad]; row r sees `visible` cells, or `visible + r` when causal; scores [4, capacity] is scratch;
 * out [rows, heads * dim]. */
void NAME(attend)(const float *queries, int64_t rows, const struct cache *c, int64_t head, int64_t visible, int64_t causal, float *scores,
                  float *out) {
    int64_t row = 0;
    for (; row + 4 <= rows; row += 4) {
        int64_t seen[4];
        for (int r = 0; r < 4; r++) {
            seen[r] = visible + (causal ? row + r : 0);
        }
        if (c->type == WEIGHT_F32) {
            attend_rows(queries, row, 4, c, head, seen, scores, out, WEIGHT_F32);
        } else {
            attend_rows(queries, row, 4, c, head, seen, scores, out, WEIGHT_F16);
        }
    }
    for (; row < rows; row++) {
        int64_t seen = visible + (causal ? row : 0);
        if (c->type == WEIGHT_F32) {
            attend_rows(queries, row, 1, c, head, &seen, scores, out, WEIGHT_F32);
        } else {
            attend_rows(queries, row, 1, c, head, &seen, scores, out, WEIGHT_F16);
        }
    }
}

/* One row of a matrix in FP32: the embedding of a token. */
void NAME(row)(const struct matrix *w, int64_t row, float *out) {
    if (w->type == WEIGHT_F32 || w->type == WEIGHT_F16) {
        const uint8_t *from = w->data + row * w->columns * (w->type == WEIGHT_F32 ? 4 : 2);
        for (int64_t i = 0; i < w->columns; i += 8) {
            store_some(out + i, weights8(from, w->type, i, w->columns - i), w->columns - i);
        }
        return;
    }
    int64_t groups = ((w->columns + BLOCK - 1) / BLOCK + w->sub - 1) / w->sub;
    int64_t quants = (w->type == WEIGHT_Q8 ? 256 : 128) * w->sub;
    int64_t bytes = quants + (w->type == WEIGHT_Q4 ? 24 : 16);
    const uint8_t *tile = w->data + row / TILE * groups * bytes;
    int64_t lane = row % TILE;
    for (int64_t i = 0; i < w->columns; i++) {
        const uint8_t *group = tile + i / (BLOCK * w->sub) * bytes;
        uint16_t half;
        __builtin_memcpy(&half, group + quants + 2 * lane, 2);
        float scale = _cvtsh_ss(half) * (1.0f / 256);
        int64_t sub = i / BLOCK % w->sub;
        int64_t vector = i % BLOCK / 4;
        if (w->type == WEIGHT_Q8) {
            out[i] = (float) (int8_t) group[256 * sub + 32 * vector + 4 * lane + i % 4] * scale;
        } else {
            int q = group[128 * sub + 32 * (vector % 4) + 4 * lane + i % 4] >> (vector / 4 * 4) & 15;
            int zero = w->type == WEIGHT_Q4 ? group[quants + 16 + lane] : 8;
            out[i] = (float) (q - zero) * scale;
        }
    }
}

/* Reads memory and does next to nothing with it: what a multiplication could reach at best. count is a multiple of 16. */
int64_t NAME(read)(const int64_t *from, int64_t count) {
    __m256i a = _mm256_setzero_si256();
    __m256i b = a;
    __m256i c = a;
    __m256i d = a;
    for (int64_t i = 0; i < count; i += 16) {
        const __m256i *p = (const __m256i *) (from + i);
        a = _mm256_xor_si256(a, _mm256_loadu_si256(p));
        b = _mm256_xor_si256(b, _mm256_loadu_si256(p + 1));
        c = _mm256_xor_si256(c, _mm256_loadu_si256(p + 2));
        d = _mm256_xor_si256(d, _mm256_loadu_si256(p + 3));
        _mm_prefetch((const char *) p + 1024, _MM_HINT_T0);
        _mm_prefetch((const char *) p + 1088, _MM_HINT_T0);
    }
    int64_t words[4];
    _mm256_storeu_si256((__m256i *) words, _mm256_xor_si256(_mm256_xor_si256(a, b), _mm256_xor_si256(c, d)));
    return words[0] ^ words[1] ^ words[2] ^ words[3];
}
