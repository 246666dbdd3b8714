//! Parses tokens into a syntax tree, by operator precedence: an operator takes the expression to
//! its left if it binds tighter than the operator before.

use super::lexer::{Token, tokens};
use super::{Elements, Expr, ExprKind, Problem, Projection, Slice};

/// The binding powers of operators.
mod power {
    pub(super) const PIPE: u8 = 1;
    pub(super) const OR: u8 = 2;
    pub(super) const AND: u8 = 3;
    pub(super) const COMPARE: u8 = 5;
    pub(super) const FLATTEN: u8 = 9;
    /// A projection continues with operators that bind tighter than this.
    pub(super) const ENDS_PROJECTION: u8 = 10;
    pub(super) const STAR: u8 = 20;
    pub(super) const FILTER: u8 = 21;
    pub(super) const DOT: u8 = 40;
    pub(super) const NOT: u8 = 45;
    pub(super) const BRACKET: u8 = 55;
    pub(super) const CALL: u8 = 60;
}

/// The maximum number of parts. Expressions of real models have less than thirty; a tree of this
/// size is still safe to walk recursively.
const MOST_PARTS: usize = 200;

/// Parses an expression.
pub(crate) fn parse(text: &str) -> Result<Expr, Problem> {
    let mut parser = Parser { tokens: tokens(text)?, position: 0, parts: 0 };
    let expr = parser.expression(0)?;
    match parser.peek() {
        Token::End => Ok(expr),
        _ => parser.fail("unexpected token"),
    }
}

struct Parser {
    tokens: Vec<(usize, Token)>,
    position: usize,
    parts: usize,
}

impl Parser {
    fn peek(&self) -> &Token {
        self.tokens.get(self.position).map_or(&Token::End, |(_, token)| token)
    }

    fn offset(&self) -> usize {
        let token = self.tokens.get(self.position).or(self.tokens.last());
        token.map_or(0, |(offset, _)| *offset)
    }

    fn next(&mut self) -> Token {
        let token = self.peek().clone();
        self.position += 1;
        token
    }

    fn fail<T>(&self, message: impl Into<String>) -> Result<T, Problem> {
        Err(Problem::new(self.offset(), message))
    }

    /// Consumes a token, which must be this one.
    fn expect(&mut self, token: &Token, name: &str) -> Result<(), Problem> {
        if self.peek() == token {
            self.position += 1;
            return Ok(());
        }
        self.fail(format!("expected `{name}`"))
    }

    fn expr(&mut self, offset: usize, kind: ExprKind) -> Result<Expr, Problem> {
        self.parts += 1;
        if self.parts > MOST_PARTS {
            return Err(Problem::new(offset, "the expression has too many parts"));
        }
        Ok(Expr { offset, kind })
    }

    fn current(&self) -> Expr {
        Expr { offset: self.offset(), kind: ExprKind::Current }
    }

    fn expression(&mut self, power: u8) -> Result<Expr, Problem> {
        // Each level has at least one part, so that this also bounds the depth.
        self.parts += 1;
        if self.parts > MOST_PARTS {
            return self.fail("the expression has too many parts");
        }
        let mut left = self.start()?;
        while power < binding_power(self.peek()) {
            left = self.go_on(left)?;
        }
        Ok(left)
    }

    /// Parses an expression that does not begin with an operator.
    fn start(&mut self) -> Result<Expr, Problem> {
        let offset = self.offset();
        match self.next() {
            Token::Name { name, quoted } => {
                if *self.peek() == Token::LeftParenthesis && quoted {
                    return self.fail("a function name must not be quoted");
                }
                self.expr(offset, ExprKind::Field(name))
            }
            Token::Literal(value) => self.expr(offset, ExprKind::Literal(value)),
            Token::At => self.expr(offset, ExprKind::Current),
            Token::Not => {
                let operand = self.expression(power::NOT)?;
                self.expr(offset, ExprKind::Not(Box::new(operand)))
            }
            Token::LeftParenthesis => {
                let inner = self.expression(0)?;
                self.expect(&Token::RightParenthesis, ")")?;
                Ok(inner)
            }
            Token::Star => self.project(offset, self.current(), Elements::Values, power::STAR),
            Token::Flatten => {
                self.project(offset, self.current(), Elements::Flattened, power::FLATTEN)
            }
            Token::Filter => self.filter(offset, self.current()),
            Token::LeftBracket => match self.peek() {
                Token::Number(_) | Token::Colon => self.index(offset, self.current()),
                Token::Star if self.is_all() => self.index(offset, self.current()),
                _ => self.list(offset),
            },
            Token::LeftBrace => self.object(offset),
            Token::Ampersand => {
                let referred = self.expression(0)?;
                self.expr(offset, ExprKind::Reference(Box::new(referred)))
            }
            Token::End => {
                Err(Problem::new(offset, "expected a value, found the end of the expression"))
            }
            _ => Err(Problem::new(offset, "expected a value")),
        }
    }

    /// Whether the next tokens are the rest of `[*]`.
    fn is_all(&self) -> bool {
        matches!(self.tokens.get(self.position + 1), Some((_, Token::RightBracket)))
    }

    /// Parses an operator and what follows it; `left` is the expression to its left.
    fn go_on(&mut self, left: Expr) -> Result<Expr, Problem> {
        let offset = self.offset();
        match self.next() {
            Token::Dot if *self.peek() == Token::Star => {
                self.position += 1;
                self.project(offset, left, Elements::Values, power::STAR)
            }
            Token::Dot => {
                let right = self.after_dot(power::DOT)?;
                self.expr(offset, ExprKind::Then(Box::new(left), Box::new(right)))
            }
            Token::Pipe => {
                let right = self.expression(power::PIPE)?;
                self.expr(offset, ExprKind::Then(Box::new(left), Box::new(right)))
            }
            Token::Or => {
                let right = self.expression(power::OR)?;
                self.expr(offset, ExprKind::Or(Box::new(left), Box::new(right)))
            }
            Token::And => {
                let right = self.expression(power::AND)?;
                self.expr(offset, ExprKind::And(Box::new(left), Box::new(right)))
            }
            Token::Compare(comparison) => {
                let right = self.expression(power::COMPARE)?;
                let (left, right) = (Box::new(left), Box::new(right));
                self.expr(offset, ExprKind::Compare(comparison, left, right))
            }
            Token::Flatten => self.project(offset, left, Elements::Flattened, power::FLATTEN),
            Token::Filter => self.filter(offset, left),
            Token::LeftBracket => self.index(offset, left),
            Token::LeftParenthesis => self.call(offset, left),
            _ => Err(Problem::new(offset, "unexpected token")),
        }
    }

    /// Parses what follows a dot.
    fn after_dot(&mut self, power: u8) -> Result<Expr, Problem> {
        match self.peek() {
            Token::Name { .. } | Token::Star => self.expression(power),
            Token::LeftBracket => {
                let offset = self.offset();
                self.position += 1;
                self.list(offset)
            }
            Token::LeftBrace => {
                let offset = self.offset();
                self.position += 1;
                self.object(offset)
            }
            _ => self.fail("expected a name after the dot"),
        }
    }

    /// Parses the expression that a projection evaluates for each element.
    fn project(
        &mut self,
        offset: usize,
        list: Expr,
        elements: Elements,
        power: u8,
    ) -> Result<Expr, Problem> {
        let each = match self.peek() {
            token if binding_power(token) < power::ENDS_PROJECTION => self.current(),
            Token::LeftBracket | Token::Filter => self.expression(power)?,
            Token::Dot => {
                self.position += 1;
                self.after_dot(power)?
            }
            _ => return self.fail("unexpected token"),
        };
        self.expr(offset, ExprKind::Project(Box::new(Projection { list, elements, each })))
    }

    /// Parses what follows `[?`.
    fn filter(&mut self, offset: usize, list: Expr) -> Result<Expr, Problem> {
        let condition = self.expression(0)?;
        self.expect(&Token::RightBracket, "]")?;
        self.project(offset, list, Elements::Where(condition), power::FILTER)
    }

    /// Parses what follows `[`: an index, a slice or `*]`.
    fn index(&mut self, offset: usize, list: Expr) -> Result<Expr, Problem> {
        match self.next() {
            Token::Star => {
                self.expect(&Token::RightBracket, "]")?;
                self.project(offset, list, Elements::All, power::STAR)
            }
            Token::Number(index) if *self.peek() != Token::Colon => {
                self.expect(&Token::RightBracket, "]")?;
                self.expr(offset, ExprKind::Index(Box::new(list), index))
            }
            Token::Number(_) | Token::Colon => {
                self.position -= 1;
                let slice = self.slice(offset)?;
                self.project(offset, list, Elements::Slice(slice), power::STAR)
            }
            _ => Err(Problem::new(offset, "expected an index, `*` or `?` in the brackets")),
        }
    }

    /// Parses what follows the bracket of `[start:stop:step]`.
    fn slice(&mut self, offset: usize) -> Result<Slice, Problem> {
        let mut parts = [None; 3];
        let mut index = 0;
        loop {
            match (self.next(), parts.get_mut(index)) {
                (Token::Number(number), Some(part @ None)) => *part = Some(number),
                (Token::Colon, Some(_)) if index < 2 => index += 1,
                (Token::RightBracket, _) => break,
                _ => return Err(Problem::new(offset, "expected a slice `[start:stop:step]`")),
            }
        }
        let [start, end, step] = parts;
        let slice = Slice { start, stop: end, step: step.unwrap_or(1) };
        if slice.step == 0 {
            return Err(Problem::new(offset, "the step of a slice cannot be 0"));
        }
        Ok(slice)
    }

    /// Parses what follows the brace of `{name: a, other: b}`.
    fn object(&mut self, offset: usize) -> Result<Expr, Problem> {
        let mut entries = Vec::new();
        loop {
            let Token::Name { name, .. } = self.next() else {
                return Err(Problem::new(offset, "expected an object `{name: value, …}`"));
            };
            self.expect(&Token::Colon, ":")?;
            entries.push((name, self.expression(0)?));
            match self.next() {
                Token::Comma => {}
                Token::RightBrace => return self.expr(offset, ExprKind::Object(entries)),
                _ => return Err(Problem::new(offset, "expected an object `{name: value, …}`")),
            }
        }
    }

    /// Parses what follows the bracket of `[a, b]`.
    fn list(&mut self, offset: usize) -> Result<Expr, Problem> {
        let mut elements = vec![self.expression(0)?];
        while *self.peek() == Token::Comma {
            self.position += 1;
            elements.push(self.expression(0)?);
        }
        self.expect(&Token::RightBracket, "]")?;
        self.expr(offset, ExprKind::List(elements))
    }

    fn call(&mut self, offset: usize, function: Expr) -> Result<Expr, Problem> {
        let ExprKind::Field(name) = function.kind else {
            return Err(Problem::new(offset, "only functions can be called"));
        };
        let mut arguments = Vec::new();
        while *self.peek() != Token::RightParenthesis {
            if !arguments.is_empty() {
                self.expect(&Token::Comma, ",")?;
            }
            arguments.push(self.expression(0)?);
        }
        self.position += 1;
        self.expr(function.offset, ExprKind::Call(name, arguments))
    }
}

/// How tightly a token binds the expression to its left; zero if it is not an operator.
fn binding_power(token: &Token) -> u8 {
    match token {
        Token::Pipe => power::PIPE,
        Token::Or => power::OR,
        Token::And => power::AND,
        Token::Compare(_) => power::COMPARE,
        Token::Flatten => power::FLATTEN,
        Token::Filter => power::FILTER,
        Token::Dot => power::DOT,
        Token::LeftBracket => power::BRACKET,
        Token::LeftParenthesis => power::CALL,
        Token::Name { .. }
        | Token::Number(_)
        | Token::Literal(_)
        | Token::Star
        | Token::Comma
        | Token::Colon
        | Token::At
        | Token::Ampersand
        | Token::Not
        | Token::RightParenthesis
        | Token::RightBracket
        | Token::LeftBrace
        | Token::RightBrace
        | Token::End => 0,
    }
}
