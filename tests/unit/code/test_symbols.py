"""Definitions, from the tokens of many languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.code.lines import split
from app.code.symbols import SymbolKind, symbols
from app.steps import finished


def outline(text: str, language: str | None, path: str = "") -> list[str] | None:
    """Definitions as “function name:line”."""
    found = finished(symbols(split(text), language=language, path=path))
    return None if found is None else [f"{one.kind} {one.name}:{one.line}" for one in found]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("python", "class A:\n    async def f(self): ...\n", ["class A:1", "function f:2"]),
        (
            "javascript",
            "class A {\n  get(x) { return f(x); }\n}\nconst add = (a, b) => a;\nconst one = async x => x;\n"
            "let f = function () {};\nfunction* g() {}\nconst n = (1 + 2);\nif (n) { run(n); }\n",
            ["class A:1", "function get:2", "function add:4", "function one:5", "function f:6", "function g:7"],
        ),
        (
            "typescript",
            "interface P { a: string }\ntype T = P;\nclass Q {\n  async run(a: number): Promise<P> { return g(a); }\n}\n",
            ["type P:1", "type T:2", "class Q:3", "function run:4"],
        ),
        ("rust", "mod a { struct S; }\nfn main() { f(); }\n", ["module a:1", "type S:1", "function main:2"]),
        (
            "go",
            "type Store struct {}\nfunc (s *Store) Get(k string) int { return f(k) }\nfunc main() {}\n",
            ["type Store:1", "function Get:2", "function main:3"],
        ),
        (
            "cpp",
            "using namespace std;\nstruct Node { int x; };\nenum class E { A };\n"
            "int add(struct Node n) {\n  return n.x;\n}\n",
            ["type Node:2", "type E:3", "function add:4"],
        ),
        ("java", "class A {\n  public int get() { return f(); }\n}\n", ["class A:1", "function get:2"]),
        (
            "csharp",
            "namespace A.B;\nclass C {\n  void Run() { F(); }\n}\n",
            ["module A.B:1", "class C:2", "function Run:3"],
        ),
        ("kotlin", "object O\nfun f(x: Int) = x\n", ["class O:1", "function f:2"]),
        ("sql", "CREATE TABLE IF NOT EXISTS users (id int);\nSELECT * FROM users;\n", ["table users:1"]),
        ("haskell", "f :: Int -> Int\nf x = x\n", ["function f:1"]),
        ("ocaml", "let rec f x = x\n", ["function f:1"]),
        ("r", "f <- function(x) x\n", ["function f:1"]),
        ("scheme", "(define (square x) (* x x))\n", ["function square:1"]),
        ("verilog", "module alu(a, b);\nendmodule\n", ["module alu:1"]),
        ("ruby", "module M\n  def f\n  end\nend\n", ["module M:1", "function f:2"]),
        ("json", '{"def": 1}', []),
    ],
)
def test_definitions_are_found_and_uses_are_not(language: str, text: str, expected: list[str]) -> None:
    assert outline(text, language) == expected


def test_where_the_language_is_not_known_nothing_is_said() -> None:
    assert outline("def f(): ...", "klingon") is None
    assert outline("def f(): ...", None) is None
    assert outline("def f(): ...\n", None, "a.py") == ["function f:1"]
    assert outline("", "python") == []


@pytest.mark.parametrize("end", ["", "\n"])
def test_nor_does_a_comment_in_the_last_line(end: str) -> None:
    assert outline(f"class A {{}}\n// class B {{}}{end}", "javascript") == ["class A:1"]


def test_a_definition_has_its_column_and_a_comment_defines_nothing() -> None:
    (found,) = finished(symbols(split("\n# def g\nif x:\n    def f(): ...\n"), language="python")) or ()
    assert (found.name, found.kind, found.line, found.column) == ("f", SymbolKind.FUNCTION, 4, 8)


@given(
    st.lists(
        st.sampled_from(["class", "def", "const", "(", ")", "{", "=>", "=", "x", "f", "\n", ":", "func"]), max_size=30
    )
)
def test_a_symbol_stands_where_it_says(words: list[str]) -> None:
    source = split(" ".join(words))
    for language in ("python", "typescript", "go", "c", "sql", "scheme"):
        for symbol in finished(symbols(source, language=language)) or ():
            assert source.lines[symbol.line - 1][symbol.column :].startswith(symbol.name)
