#!/usr/bin/python3
"""The peer of overlap_join: scikit-learn's TF-IDF and its sparse product in blocks. usage: overlap_peer.py FILE THRESHOLD ANSWER"""
import sys

from sklearn.feature_extraction.text import TfidfVectorizer

BLOCK = 1000
with open(sys.argv[1], encoding="ascii") as file:
    vectors = TfidfVectorizer(token_pattern=r"\S+").fit_transform(file)
least, pairs, columns = float(sys.argv[2]), 0, vectors.T.tocsr()
for start in range(0, vectors.shape[0], BLOCK):
    product = vectors[start : start + BLOCK] @ columns
    product.data[product.data < least] = 0
    product.eliminate_zeros()
    found = product.tocoo()
    pairs += int((found.col < found.row + start).sum())
with open(sys.argv[3], "w", encoding="ascii") as file:
    print(pairs, file=file)
