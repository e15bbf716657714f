"""The same training step as `doctorglm train bench`, written plainly with Python's PyTorch: the peer that its speed is compared with.

python3 train_step.py --layers 6 --hidden 320 --heads 5 --inner 1280 --vocabulary 8000 --batch 4 --tokens 256 --learned 100 --threads 2 --steps 10
Random weights: the time of a step does not depend on them.
"""
import argparse
import math
import time

import torch
import torch.nn.functional as F


class Block(torch.nn.Module):
    def __init__(self, hidden, heads, inner, rank):
        super().__init__()
        self.heads, self.dim = heads, hidden // heads
        self.norm1 = torch.nn.LayerNorm(hidden)
        self.qkv = torch.nn.Linear(hidden, 3 * hidden)
        self.dense = torch.nn.Linear(hidden, hidden)
        self.norm2 = torch.nn.LayerNorm(hidden)
        self.up = torch.nn.Linear(hidden, inner)
        self.down = torch.nn.Linear(inner, hidden)
        for parameter in self.parameters():
            parameter.requires_grad_(False)
        self.a = torch.nn.Parameter(torch.randn(2 * rank, hidden) / math.sqrt(hidden))
        self.b = torch.nn.Parameter(torch.zeros(2, hidden, rank))
        self.rank = rank

    def forward(self, x, cos, sin, mask):
        batch, tokens, hidden = x.shape
        alpha = math.sqrt(56)
        x = self.norm1(x)
        q, k, v = self.qkv(x).split(hidden, dim=-1)
        narrow = F.linear(x, self.a) * 2
        q = q + F.linear(narrow[..., : self.rank], self.b[0])
        v = v + F.linear(narrow[..., self.rank:], self.b[1])
        q, k, v = (t.view(batch, tokens, self.heads, self.dim).transpose(1, 2) for t in (q, k, v))
        q, k = (t * cos + torch.cat((-t[..., self.dim // 2:], t[..., : self.dim // 2]), -1) * sin for t in (q, k))
        weights = (q @ k.transpose(-1, -2) / math.sqrt(self.dim) + mask).softmax(-1)
        x = self.norm2(x * alpha + self.dense((weights @ v).transpose(1, 2).reshape(batch, tokens, hidden)))
        return x * alpha + self.down(F.gelu(self.up(x), approximate="tanh"))


def main():
    parser = argparse.ArgumentParser()
    for name, default in (("layers", 6), ("hidden", 320), ("heads", 5), ("inner", 1280), ("vocabulary", 8000), ("batch", 4), ("tokens", 256),
                          ("learned", 100), ("rank", 8), ("threads", 2), ("steps", 10)):
        parser.add_argument("--" + name, type=int, default=default)
    o = parser.parse_args()
    torch.set_num_threads(o.threads)
    torch.manual_seed(1)
    blocks = torch.nn.ModuleList(Block(o.hidden, o.heads, o.inner, o.rank) for _ in range(o.layers))
    norm = torch.nn.LayerNorm(o.hidden)
    embedding = torch.randn(o.vocabulary, o.hidden) * 0.02
    adapters = [p for block in blocks for p in (block.a, block.b)]
    momenta = [torch.zeros_like(p) for p in adapters]
    context = o.tokens - o.learned
    angles = torch.outer(torch.arange(o.tokens, dtype=torch.float32), 1 / 10000 ** (torch.arange(0, o.hidden // o.heads, 2) / (o.hidden // o.heads)))
    cos, sin = torch.cat((angles, angles), -1).cos(), torch.cat((angles, angles), -1).sin()
    mask = torch.full((o.tokens, o.tokens), float("-inf")).triu(1)
    mask[:context, :context] = 0
    ids = torch.randint(o.vocabulary, (o.batch, o.tokens))
    labels = torch.randint(o.vocabulary, (o.batch, o.learned))
    times = []
    for step in range(o.steps + max(1, o.steps // 4)):
        begin = time.perf_counter()
        x = embedding[ids]
        for block in blocks:
            x = block(x, cos, sin, mask)
        scores = norm(x[:, context:]) @ embedding.T
        loss = F.cross_entropy(scores.reshape(-1, o.vocabulary), labels.reshape(-1))
        loss.backward()
        with torch.no_grad():
            for p, m in zip(adapters, momenta):
                p.sub_((0.9 * m + 0.1 * p.grad).sign() * 2e-5)
                m.mul_(0.99).add_(p.grad, alpha=0.01)
                p.grad = None
        times.append(time.perf_counter() - begin)
    times = sorted(times[-o.steps:])
    print(f"torch {torch.__version__}: step {1000 * times[len(times) // 2]:.0f} ms, {o.batch * o.tokens / times[len(times) // 2]:.0f} tokens/s")


if __name__ == "__main__":
    main()
