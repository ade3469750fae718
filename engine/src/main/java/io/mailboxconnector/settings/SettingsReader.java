package io.mailboxconnector.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Turns texts into values and collects everything that is wrong with them, so that {@link #verify} can tell an
 * administrator all of it at once.
 *
 * <p>Reading never throws: a fault is recorded and reading goes on. Every read declares its property, so what was read
 * is also the description of what can be configured; a property that was given and that nobody read is a fault itself.
 * A blank text counts as not given.
 *
 * <p>Belongs to one thread; used once.
 */
public final class SettingsReader {

    private static final String MASK = "********";

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{.*}");
    private static final String EXPRESSION_REMEDY =
            "Define what it refers to. In annotations WildFly resolves expressions only with the attribute"
                    + " annotation-property-replacement=true of its subsystem ee.";

    private final Map<String, String> values;
    private final Map<String, Declaration> declarations = new LinkedHashMap<>();
    private final List<SettingFault> faults = new ArrayList<>();

    /**
     * What can be configured.
     *
     * @param property the name
     * @param allowed the texts that are taken
     * @param byDefault the text that stands for a missing one; empty when the property has no fixed default
     * @param isSecret whether its text must never be printed
     */
    public record Declaration(String property, String allowed, Optional<String> byDefault, boolean isSecret) {}

    /**
     * Reads a configuration.
     *
     * @param values the texts by property
     */
    public SettingsReader(Map<String, String> values) {
        this.values = new LinkedHashMap<>(values);
    }

    /**
     * Reads a property that may be missing.
     *
     * @param property the name
     * @param format what it takes
     * @param <T> the type of its value
     * @return the value; empty when it is missing or faulty
     */
    public <T> Optional<T> read(String property, Format<T> format) {
        declare(property, format, Optional.empty());
        return given(property).flatMap(text -> parse(property, text, format));
    }

    /**
     * Reads a property that has a default.
     *
     * @param property the name
     * @param format what it takes
     * @param byDefault the text that stands for a missing one
     * @param <T> the type of its value
     * @return the value; that of the default when it is missing or faulty
     */
    public <T> T read(String property, Format<T> format, String byDefault) {
        declare(property, format, Optional.of(byDefault));
        return given(property)
                .flatMap(text -> parse(property, text, format))
                .orElseGet(() -> format.parser().parse(byDefault));
    }

    /**
     * Whether a property was given, faulty or not.
     *
     * @param property the name
     * @return true when its text is not blank
     */
    public boolean isGiven(String property) {
        return given(property).isPresent();
    }

    /**
     * Whether nothing is wrong with a property, as far as it was read.
     *
     * @param property the name
     * @return false when it has a fault
     */
    public boolean isSound(String property) {
        return faults.stream().noneMatch(fault -> fault.property().equals(property));
    }

    /**
     * Records that a property is needed, if it was not given.
     *
     * @param property the name of a property that was read
     * @param problem why it is needed, continuing a sentence that begins with the property
     * @param remedy what to do, a sentence
     */
    public void require(String property, String problem, String remedy) {
        if (!isGiven(property)) {
            fault(property, problem, remedy);
        }
    }

    /**
     * Records that a property has no effect, if it was given and is not its default. Counts as reading it.
     *
     * @param declaration what can be configured elsewhere
     * @param problem why it has no effect, continuing a sentence that begins with the property
     * @param remedy what to do, a sentence
     */
    public void refuse(Declaration declaration, String problem, String remedy) {
        declarations.putIfAbsent(declaration.property(), declaration);
        given(declaration.property())
                .filter(text -> !declaration.byDefault().equals(Optional.of(text)))
                .ifPresent(text -> fault(declaration.property(), problem, remedy));
    }

    /**
     * Records a fault.
     *
     * @param property the name of a property that was read
     * @param problem what is wrong, continuing a sentence that begins with the property
     * @param remedy what to do, a sentence
     */
    public void fault(String property, String problem, String remedy) {
        faults.add(new SettingFault(property, given(property).map(text -> printable(property, text)), problem, remedy));
    }

    /**
     * What was read, in that order.
     *
     * @return the declarations
     */
    public Collection<Declaration> declarations() {
        return List.copyOf(declarations.values());
    }

    /**
     * What was found to be wrong up to now, properties that nobody read included.
     *
     * @return the faults in the order of reading
     */
    public List<SettingFault> faults() {
        List<SettingFault> all = new ArrayList<>(faults);
        values.keySet().stream()
                .filter(property -> isGiven(property) && !declarations.containsKey(property))
                .map(this::unknown)
                .forEach(all::add);
        return List.copyOf(all);
    }

    /**
     * Ends the reading.
     *
     * @param subject whose configuration it is, for the message
     * @throws io.mailboxconnector.api.ConfigurationInvalid with all faults, when there are any
     */
    public void verify(String subject) {
        List<SettingFault> all = faults();
        if (!all.isEmpty()) {
            throw SettingsMessages.MESSAGES.configurationInvalid(subject, all.size(), report());
        }
    }

    /**
     * All faults, each in a line of its own that follows a line break.
     *
     * @return empty when nothing is wrong
     */
    public String report() {
        return faults().stream().map(fault -> "\n  - " + fault).collect(Collectors.joining());
    }

    private <T> void declare(String property, Format<T> format, Optional<String> byDefault) {
        declarations.put(property, new Declaration(property, format.allowed(), byDefault, format.isSecret()));
    }

    private Optional<String> given(String property) {
        return Optional.ofNullable(values.get(property)).filter(text -> !text.isBlank());
    }

    private <T> Optional<T> parse(String property, String text, Format<T> format) {
        if (EXPRESSION.matcher(text.strip()).matches()) {
            fault(property, "is an expression that the server did not resolve", EXPRESSION_REMEDY);
            return Optional.empty();
        }
        try {
            return Optional.of(format.parser().parse(format.isSecret() ? text : text.strip()));
        } catch (IllegalArgumentException | ArithmeticException unfit) {
            fault(property, problemOf(unfit), "Allowed: " + format.allowed() + ".");
            return Optional.empty();
        }
    }

    private static String problemOf(RuntimeException unfit) {
        boolean isOurs = unfit instanceof Format.Unfit;
        return isOurs ? String.valueOf(unfit.getMessage()) : "cannot be understood";
    }

    private SettingFault unknown(String property) {
        return new SettingFault(
                property,
                Optional.empty(),
                "is not a property of this configuration" + NearestMatch.hint(property, declarations.keySet()),
                "Remove it or correct its name.");
    }

    private String printable(String property, String text) {
        Declaration declaration = declarations.get(property);
        return declaration == null || declaration.isSecret() ? MASK : SettingFault.printable(text);
    }
}
