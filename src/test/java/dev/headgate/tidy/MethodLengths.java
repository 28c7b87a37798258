package dev.headgate.tidy;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** How long each method of a file is, read with the JDK's own compiler. */
final class MethodLengths {
  /**
   * A method and its lines, from its signature to its closing brace; a table of cases in an
   * annotation above it is data.
   */
  record Method(String name, long lines) {}

  private MethodLengths() {}

  static List<Method> of(TextFile file) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task =
        (JavacTask) compiler.getTask(null, null, null, null, null, List.of(file.asSource()));
    List<Method> methods = new ArrayList<>();
    try {
      for (CompilationUnitTree unit : task.parse()) {
        new Scanner(unit, Trees.instance(task).getSourcePositions()).scan(unit, methods);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return methods;
  }

  private static final class Scanner extends TreeScanner<Void, List<Method>> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    Scanner(CompilationUnitTree unit, SourcePositions positions) {
      this.unit = unit;
      this.positions = positions;
    }

    @Override
    public Void visitMethod(MethodTree method, List<Method> methods) {
      LineMap lines = unit.getLineMap();
      Tree signature = method.getReturnType() == null ? method : method.getReturnType();
      long first = lines.getLineNumber(positions.getStartPosition(unit, signature));
      long last = lines.getLineNumber(positions.getEndPosition(unit, method));
      methods.add(new Method(method.getName().toString(), last - first + 1));
      return super.visitMethod(method, methods);
    }
  }
}
