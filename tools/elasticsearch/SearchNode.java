import java.util.Map;
import java.util.Set;

import org.elasticsearch.common.logging.internal.LoggerFactoryImpl;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.logging.internal.spi.LoggerFactory;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * Starts one Elasticsearch node from settings given as key=value; prints READY once it answers. For tests and the demo.
 * It ends with the process that ELASTICSEARCH_PARENT names, so that one that was killed leaves no server behind.
 */
public final class SearchNode {
    public static void main(String[] settings) throws Exception {
        LoggerFactory.setInstance(new LoggerFactoryImpl());
        Settings.Builder builder = Settings.builder();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            builder.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        Environment environment = InternalSettingsPreparer.prepareEnvironment(builder.build(), Map.of(), null, () -> "node-1");
        PluginsLoader modules = PluginsLoader.createPluginsLoader(
            PluginsLoader.loadModulesBundles(environment.modulesDir(), false), Set.of(), Map.of());
        Node node = new Node(environment, modules);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                node.close();
            } catch (Exception failure) {
                failure.printStackTrace();
            }
        }));
        node.start();
        String parent = System.getenv("ELASTICSEARCH_PARENT");
        if (parent != null && !parent.isEmpty()) {
            ProcessHandle.of(Long.parseLong(parent)).ifPresentOrElse(
                process -> process.onExit().thenRun(() -> Runtime.getRuntime().halt(0)),
                () -> Runtime.getRuntime().halt(1));
        }
        System.out.println("READY");
        Thread.currentThread().join();
    }
}
