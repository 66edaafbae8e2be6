import com.adobe.epubcheck.api.EPUBLocation;
import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.api.MasterReport;
import com.adobe.epubcheck.messages.Message;
import com.adobe.epubcheck.util.FeatureEnum;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** EPUBCheck over every .epub below a folder, in one process: a line for each message, then the totals. */
class CheckAll {
  static class Counting extends MasterReport {
    int errors;
    int warnings;

    @Override
    public void message(Message message, EPUBLocation where, Object... words) {
      switch (message.getSeverity()) {
        case FATAL, ERROR -> errors++;
        case WARNING -> warnings++;
        default -> {
          return;
        }
      }
      String text = words.length == 0 ? message.getMessage() : message.getMessage(words);
      System.out.println(message.getSeverity() + "\t" + message.getID() + "\t" + getEpubFileName() + "\t" + where + "\t" + text);
    }

    @Override
    public void info(String resource, FeatureEnum feature, String value) {}

    @Override
    public int generate() {
      return 0;
    }

    @Override
    public void initialize() {}
  }

  public static void main(String[] folders) throws IOException {
    int errors = 0;
    int warnings = 0;
    List<Path> books;
    try (Stream<Path> found = Files.walk(Path.of(folders[0]))) {
      books = found.filter(each -> each.toString().endsWith(".epub")).sorted(Comparator.naturalOrder()).collect(Collectors.toList());
    }
    for (Path book : books) {
      Counting report = new Counting();
      File file = book.toFile();
      report.setEpubFileName(file.getName());
      new EpubCheck(file, report).check();
      errors += report.errors;
      warnings += report.warnings;
    }
    System.out.println("TOTAL\t" + books.size() + "\t" + errors + "\t" + warnings);
  }
}
